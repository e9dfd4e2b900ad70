import type { HttpContext } from '@adonisjs/core/http'
import { sendFile } from '#downloads/file_answer'
import { sendLinkedFile } from '#downloads/linked_file'
import File from '#models/file'
import FilePolicy from '#policies/file_policy'

/** The face `/file/`: bytes, for whoever may see the file or holds a link to it. */
export default class FileBytesController {
  async show(ctx: HttpContext) {
    const opened = await ctx.lookUpLink()
    if (opened) return sendLinkedFile(ctx, opened)
    const file = await File.findFor(ctx.auth.getUserOrFail(), ctx.params.id)
    await ctx.bouncer.with(FilePolicy).authorize('view', file)
    return sendFile(ctx, file)
  }
}
