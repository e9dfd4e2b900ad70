import type { HttpContext } from '@adonisjs/core/http'
import { networkOf } from '#http/network'
import { nameOfSignIn } from '#languages/client_name'
import { respelledUserCode } from '#secrets/user_code'
import { approveApp, findWaitingApp, refuseApp } from '#sign_ins/device_authorization'
import { maybeUserCodeValidator, userCodeValidator } from '#validators/session'

/** Where a signed-in person types the code that an app shows. */
export default class DevicesController {
  async show({ auth, request, response, view }: HttpContext) {
    const { code } = await maybeUserCodeValidator.validate(request.qs())
    const asking = code ? await findWaitingApp(auth.getUserOrFail(), code) : null
    if (code && !asking) response.status(404)
    const isNear = asking?.ipAddress && networkOf(asking.ipAddress) === networkOf(request.ip())
    const shown = code && respelledUserCode(code)
    return view.render('pages/account/device', { code: shown, asking, isNear })
  }

  async update({ auth, i18n, request, response, session, signIn }: HttpContext) {
    const { code } = await request.validateUsing(userCodeValidator)
    const app = await approveApp(auth.getUserOrFail(), signIn, code)
    const name = nameOfSignIn(app, i18n)
    session.flash('success', i18n.t('account.flash.device_approved', { name }))
    response.seeOther().toRoute('account.sign_ins')
  }

  async destroy({ auth, i18n, request, response, session }: HttpContext) {
    const { code } = await request.validateUsing(userCodeValidator)
    await refuseApp(auth.getUserOrFail(), code)
    session.flash('success', i18n.t('account.flash.device_refused'))
    response.seeOther().toRoute('device.show')
  }
}
