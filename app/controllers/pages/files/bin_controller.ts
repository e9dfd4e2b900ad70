import type { HttpContext } from '@adonisjs/core/http'
import { retention } from '#config/service/retention'
import { problems } from '#exceptions/problem'
import { shortName } from '#names/file_name'
import { toLastPage } from '#http/redirects/last_page'
import { filePageValidator } from '#validators/file'
import { removeForGood } from '#files/changes'
import { listFiles } from '#files/list'

export default class BinController {
  async index(ctx: HttpContext) {
    const { auth, request, view } = ctx
    const wish = await filePageValidator.validate(request.qs())
    const { files, meta } = await listFiles('bin', auth.getUserOrFail(), wish)
    if (meta.currentPage! > meta.lastPage) return toLastPage(ctx, meta.lastPage)
    return view.render('pages/bin/index', { files, meta, wish, binDays: retention.binnedFiles })
  }

  /** Asks once more, because this cannot be undone. */
  async show(ctx: HttpContext) {
    const file = await ctx.file('delete')
    if (!file.deletedAt) throw problems.notFound()
    return ctx.view.render('pages/bin/show', { file })
  }

  async destroy(ctx: HttpContext) {
    const file = await ctx.file('delete')
    await removeForGood(file)
    const { i18n, session } = ctx
    session.flash('success', i18n.t('files.flash.gone', { name: shortName(file.name) }))
    ctx.response.seeOther().toRoute('bin.index')
  }
}
