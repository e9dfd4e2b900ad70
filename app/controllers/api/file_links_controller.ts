import type { HttpContext } from '@adonisjs/core/http'
import File from '#models/file'
import FileLink from '#models/file_link'
import FilePolicy from '#policies/file_policy'
import FileLinkTransformer from '#transformers/file_link_transformer'
import { pageValidator } from '#validators/page'
import { fileLinkValidator } from '#validators/sharing'
import { makeLink } from '#sharing/links'

export default class FileLinksController {
  async index({ auth, bouncer, params, request, serialize }: HttpContext) {
    const { page = 1, perPage = 20 } = await pageValidator.validate(request.qs())
    const file = await File.findFor(auth.getUserOrFail(), params.id)
    await bouncer.with(FilePolicy).authorize('share', file)
    const links = await FileLink.listOf(file, page, perPage)
    return serialize(FileLinkTransformer.paginate(links.all(), links.getMeta()))
  }

  async store({ auth, bouncer, params, request, response, serialize }: HttpContext) {
    const owner = auth.getUserOrFail()
    const file = await File.findFor(owner, params.id)
    await bouncer.with(FilePolicy).authorize('share', file)
    const { expiresInSeconds } = await request.validateUsing(fileLinkValidator)
    const link = await makeLink(file, owner, expiresInSeconds)
    response.status(201).header('Cache-Control', 'no-store')
    return serialize(FileLinkTransformer.transform(link))
  }
}
