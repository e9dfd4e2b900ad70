import type { HttpContext } from '@adonisjs/core/http'
import { sendFile } from '#downloads/file_answer'
import Picture from '#models/people/picture'
import { endpoint } from '#openapi/endpoint'
import { pictureValidator } from '#validators/user'

/** Pictures of people, for those who may see them. */
export default class PictureBytesController {
  @endpoint('Show a picture of a person', {
    details:
      'For themselves, for whoever they share a file with, for whoever shares one with them by their username, and for the super user. A new picture has a new address.',
    query: pictureValidator,
    bytes: true,
    versioned: true,
    status: [200, 206, 304],
    problems: ['precondition_failed', 'range_not_satisfiable'],
  })
  async show(ctx: HttpContext) {
    const { size = 'large' } = await pictureValidator.validate(ctx.request.qs())
    const { sent } = await Picture.findFor(ctx.auth.getUserOrFail(), ctx.params.id, size)
    return sendFile(ctx, sent)
  }
}
