import type { HttpContext } from '@adonisjs/core/http'
import { rotateSecret } from '#webhooks/manage'

export default class WebhookSecretsController {
  /** Shown by this very answer, as that of a new webhook is. */
  async store({ params, response, view }: HttpContext) {
    const rotated = await rotateSecret(params.id)
    response.status(201)
    return view.render('pages/admin/webhooks/secret', { ...rotated, isRotated: true })
  }
}
