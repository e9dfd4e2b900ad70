import type { HttpContext } from '@adonisjs/core/http'
import { endpoint } from '#openapi/endpoint'
import { sendFile } from '#downloads/file_answer'
import { sendLinkedFile } from '#downloads/linked_file'
import File from '#models/file'
import FilePolicy from '#policies/file_policy'

/** The face `/file/`: bytes, for anyone who may see the file or has a link to it. */
export default class FileBytesController {
  @endpoint('Download a file', {
    details:
      'Takes `Range` and the preconditions of RFC 9110, so that a broken download can go on where it stopped.',
    bytes: true,
    versioned: true,
    status: [200, 206, 302, 304],
    problems: ['link_password_required', 'range_not_satisfiable'],
  })
  async show(ctx: HttpContext) {
    const opened = await ctx.lookUpLink()
    if (opened) return sendLinkedFile(ctx, opened)
    const file = await File.findFor(ctx.auth.getUserOrFail(), ctx.params.id)
    await ctx.bouncer.with(FilePolicy).authorize('view', file)
    return sendFile(ctx, file)
  }
}
