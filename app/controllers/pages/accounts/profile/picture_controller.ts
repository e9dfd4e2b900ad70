import type { HttpContext } from '@adonisjs/core/http'
import { urlFor } from '@adonisjs/core/services/url_builder'
import { changePicture, removePicture } from '#accounts/picture/change'

export default class PictureController {
  async update({ access, auth, i18n, response, session, upload }: HttpContext) {
    await changePicture(auth.getUserOrFail(), access, upload)
    session.flash({ success: i18n.t('account.flash.picture'), section: 'picture' })
    response.seeOther().toPath(`${urlFor('account.show')}#notice`)
  }

  async destroy({ access, auth, i18n, response, session }: HttpContext) {
    await removePicture(auth.getUserOrFail(), access)
    session.flash({ success: i18n.t('account.flash.picture_removed'), section: 'picture' })
    response.seeOther().toPath(`${urlFor('account.show')}#notice`)
  }
}
