import type { HttpContext } from '@adonisjs/core/http'
import { rotateSecret } from '#webhooks/manage'

export default class WebhookSecretsController {
  /** Shown in this very answer, like the secret of a new webhook. */
  async store({ params, response, view }: HttpContext) {
    const rotated = await rotateSecret(params.id)
    response.status(201)
    return view.render('pages/admin/webhooks/secret', { ...rotated, isRotated: true })
  }
}
