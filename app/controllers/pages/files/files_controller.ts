import type { HttpContext } from '@adonisjs/core/http'
import type { I18n } from '@adonisjs/i18n'
import { fileLimits } from '#config/service/files'
import { retention } from '#config/service/retention'
import { mostLinks, mostShares } from '#config/service/sharing'
import { sharingOf } from '#sharing/of_files'
import { linkChoices, usualLinkChoice } from '#sharing/links/link_choices'
import { mayBeShown } from '#downloads/file_answer'
import { shortName } from '#names/file_name'
import { toLastPage } from '#http/redirects/last_page'
import { limitsOf, roomOf } from '#files/quota'
import type File from '#models/file'
import FileLink from '#models/file_link'
import FileShare from '#models/file_share'
import FilePolicy from '#policies/file_policy'
import { filePageValidator, renameFileValidator } from '#validators/file'
import { putInBin, renameFile } from '#files/changes'
import { listFiles } from '#files/list'
import { receiveFiles, type Reception } from '#files/receptions'

const storedInWords = ([first, ...others]: File[], words: I18n) =>
  others.length
    ? words.t('files.flash.uploaded_many', { count: others.length + 1 })
    : words.t('files.flash.uploaded', { name: shortName(first.name) })

const failedInWords = (failed: Reception['failed'], words: I18n) =>
  failed.map(({ name, problem }) => ({
    name: name ?? words.t('files.upload.nameless'),
    reason: problem.toldIn(words).detail,
  }))

export default class FilesController {
  async index(ctx: HttpContext) {
    const { auth, request, view } = ctx
    const owner = auth.getUserOrFail()
    const wish = await filePageValidator.validate(request.qs())
    const { files, meta } = await listFiles('mine', owner, wish)
    if (meta.currentPage! > meta.lastPage) return toLastPage(ctx, meta.lastPage)
    const [{ bytes: room }, sharing] = await Promise.all([roomOf(owner), sharingOf(files)])
    const limits = { ...fileLimits, quota: limitsOf(owner).bytes }
    return view.render('pages/files/index', { files, meta, wish, room, limits, sharing })
  }

  async store(ctx: HttpContext) {
    const { access, auth, i18n, otherUploads, response, session, upload } = ctx
    const sender = { owner: auth.getUserOrFail(), access }
    const { stored, failed } = await receiveFiles(sender, upload, otherUploads)
    if (stored.length) session.flash('success', storedInWords(stored, i18n))
    if (failed.length) session.flash('failed', failedInWords(failed, i18n))
    response.seeOther().toRoute('files.index')
  }

  async show(ctx: HttpContext) {
    const { auth, bouncer, i18n, view } = ctx
    const file = await ctx.file('view')
    const policy = bouncer.with(FilePolicy)
    const mayRename = await policy.allows('rename', file)
    const mayShare = await policy.allows('share', file)
    const shares = await FileShare.listOf(file, auth.getUserOrFail()).paginate(1, mostShares)
    const links = mayShare ? await FileLink.listOf(file).paginate(1, mostLinks) : []
    const { binnedFiles: binDays, invitations: invitationDays } = retention
    const offers = { binDays, invitationDays, linkChoices: linkChoices(i18n), usualLinkChoice }
    const facts = { isShown: mayBeShown(file), mayRename, mayShare, ...offers }
    return view.render('pages/files/show', { file, shares, links, ...facts })
  }

  async update(ctx: HttpContext) {
    const file = await ctx.file('rename')
    const { name } = await ctx.request.validateUsing(renameFileValidator)
    await renameFile(file, name)
    const { i18n, session } = ctx
    session.flash('success', i18n.t('files.flash.renamed', { name: shortName(name) }))
    ctx.response.seeOther().toRoute('files.show', { id: file.id })
  }

  async destroy(ctx: HttpContext) {
    const file = await ctx.file('delete')
    await putInBin(file)
    const { i18n, session } = ctx
    session.flash('success', i18n.t('files.flash.binned', { name: shortName(file.name) }))
    session.flash('undo', { action: '/bin/restorations', name: 'files', ids: [file.id] })
    ctx.response.seeOther().toRoute('files.index')
  }
}
