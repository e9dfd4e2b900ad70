import type { HttpContext } from '@adonisjs/core/http'
import { fileLimits } from '#config/files'
import { retention } from '#config/retention'
import { mostLinks, mostShares } from '#config/sharing'
import { linkChoices, usualLinkChoice } from '#sharing/link_choices'
import { mayBeShown } from '#downloads/file_answer'
import { shortName } from '#names/file_name'
import { toLastPage } from '#http/last_page'
import File from '#models/file'
import { roomOf } from '#files/quota'
import FileLink from '#models/file_link'
import FileShare from '#models/file_share'
import FilePolicy from '#policies/file_policy'
import { filePageValidator, renameFileValidator } from '#validators/file'
import { putInBin, renameFile } from '#files/changes'
import { listFiles } from '#files/list'
import { receiveFile } from '#files/reception'

export default class FilesController {
  async index(ctx: HttpContext) {
    const { auth, request, view } = ctx
    const owner = auth.getUserOrFail()
    const wish = await filePageValidator.validate(request.qs())
    const { files, meta } = await listFiles('mine', owner, wish)
    if (meta.currentPage! > meta.lastPage) return toLastPage(ctx, meta.lastPage)
    const { bytes: room } = await roomOf(owner)
    return view.render('pages/files/index', { files, meta, wish, room, limits: fileLimits })
  }

  async store({ auth, response, session, upload }: HttpContext) {
    const file = await receiveFile(auth.getUserOrFail(), upload)
    session.flash('success', `${shortName(file.name)} is uploaded.`)
    response.redirect().status(303).toRoute('files.index')
  }

  async show({ auth, bouncer, params, view }: HttpContext) {
    const reader = auth.getUserOrFail()
    const file = await File.findFor(reader, params.id)
    const policy = bouncer.with(FilePolicy)
    await policy.authorize('view', file)
    const mayRename = await policy.allows('rename', file)
    const mayShare = await policy.allows('share', file)
    const shares = await FileShare.listOf(file, reader, 1, mostShares)
    const links = mayShare ? await FileLink.listOf(file, 1, mostLinks) : []
    const { binnedFiles: binDays, invitations: invitationDays } = retention
    const offers = { binDays, invitationDays, linkChoices, usualLinkChoice }
    const facts = { isShown: mayBeShown(file), mayRename, mayShare, ...offers }
    return view.render('pages/files/show', { file, shares, links, ...facts })
  }

  async update({ auth, bouncer, params, request, response, session }: HttpContext) {
    const file = await File.findFor(auth.getUserOrFail(), params.id)
    await bouncer.with(FilePolicy).authorize('rename', file)
    const { name } = await request.validateUsing(renameFileValidator)
    await renameFile(file, name)
    session.flash('success', `From now on it is called ${shortName(name)}.`)
    response.redirect().status(303).toRoute('files.show', { id: file.id })
  }

  async destroy({ auth, bouncer, params, response, session }: HttpContext) {
    const file = await File.findFor(auth.getUserOrFail(), params.id)
    await bouncer.with(FilePolicy).authorize('delete', file)
    await putInBin(file)
    session.flash('success', `${shortName(file.name)} is in the bin.`)
    response.redirect().status(303).toRoute('files.index')
  }
}
