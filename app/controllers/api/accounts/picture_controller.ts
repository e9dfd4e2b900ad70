import type { HttpContext } from '@adonisjs/core/http'
import { changePicture, removePicture } from '#accounts/picture/change'
import { endpoint } from '#openapi/endpoint'
import UserTransformer from '#transformers/user_transformer'

export default class PictureController {
  @endpoint('Change the picture of you', {
    details:
      'A JPEG, PNG, WebP or GIF of at most 8 MiB and 25 million pixels. Its middle is kept as a square, and nothing else of the file.',
    answer: UserTransformer,
  })
  async update({ access, auth, serialize, upload }: HttpContext) {
    const user = auth.getUserOrFail()
    await changePicture(user, access, upload)
    return serialize(UserTransformer.transform(user))
  }

  @endpoint('Remove the picture of you')
  async destroy({ access, auth, response }: HttpContext) {
    await removePicture(auth.getUserOrFail(), access)
    response.noContent()
  }
}
