import type { HttpContext } from '@adonisjs/core/http'
import { retention } from '#config/retention'
import { problems } from '#exceptions/problem'
import { shortName } from '#names/file_name'
import { toLastPage } from '#http/last_page'
import File from '#models/file'
import FilePolicy from '#policies/file_policy'
import { pageValidator } from '#validators/page'
import { removeForGood } from '#files/changes'
import { listFiles } from '#files/list'

export default class BinController {
  async index(ctx: HttpContext) {
    const { auth, request, view } = ctx
    const wish = await pageValidator.validate(request.qs())
    const { files, meta } = await listFiles('bin', auth.getUserOrFail(), wish)
    if (meta.currentPage! > meta.lastPage) return toLastPage(ctx, meta.lastPage)
    return view.render('pages/bin/index', { files, meta, binDays: retention.binnedFiles })
  }

  /** Asks once more: what the form here does cannot be undone. */
  async show({ auth, bouncer, params, view }: HttpContext) {
    const file = await File.findFor(auth.getUserOrFail(), params.id)
    await bouncer.with(FilePolicy).authorize('delete', file)
    if (!file.deletedAt) throw problems.notFound()
    return view.render('pages/bin/show', { file })
  }

  async destroy({ auth, bouncer, params, response, session }: HttpContext) {
    const file = await File.findFor(auth.getUserOrFail(), params.id)
    await bouncer.with(FilePolicy).authorize('delete', file)
    await removeForGood(file)
    session.flash('success', `${shortName(file.name)} is gone for good.`)
    response.redirect().status(303).toRoute('bin.index')
  }
}
