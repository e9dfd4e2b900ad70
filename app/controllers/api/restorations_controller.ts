import type { HttpContext } from '@adonisjs/core/http'
import File from '#models/file'
import FilePolicy from '#policies/file_policy'
import FileTransformer from '#transformers/file_transformer'
import { restoreFile } from '#files/changes'

export default class RestorationsController {
  async store({ auth, bouncer, params, serialize }: HttpContext) {
    const file = await File.findFor(auth.getUserOrFail(), params.id)
    await bouncer.with(FilePolicy).authorize('delete', file)
    await restoreFile(file)
    return serialize(FileTransformer.transform(file))
  }
}
