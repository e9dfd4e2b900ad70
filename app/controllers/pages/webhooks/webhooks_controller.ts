import type { HttpContext } from '@adonisjs/core/http'
import { toLastPage } from '#http/redirects/last_page'
import { pageValidator } from '#validators/page'
import {
  kindsAbout,
  webhookFormValidator,
  webhookStateFormValidator,
} from '#validators/webhooks/webhook'
import { findWebhook, listDeliveries, listWebhooks } from '#webhooks/list'
import { changeWebhook, makeWebhook, removeWebhook } from '#webhooks/manage'

export default class WebhooksController {
  async index({ view }: HttpContext) {
    const webhooks = await listWebhooks()
    return view.render('pages/admin/webhooks/index', { webhooks })
  }

  async show(ctx: HttpContext) {
    const { params, request, view } = ctx
    const { page = 1 } = await pageValidator.validate(request.qs())
    const webhook = await findWebhook(params.id)
    const deliveries = await listDeliveries(webhook).paginate(page, 20)
    if (page > deliveries.lastPage) return toLastPage(ctx, deliveries.lastPage)
    return view.render('pages/admin/webhooks/show', { webhook, deliveries })
  }

  /** Shown in this very answer: a redirect would have to store the secret somewhere. */
  async store({ request, response, view }: HttpContext) {
    const { url, about } = await request.validateUsing(webhookFormValidator)
    const made = await makeWebhook({ url, kinds: kindsAbout(about) })
    response.status(201)
    return view.render('pages/admin/webhooks/secret', { ...made, isRotated: false })
  }

  async update({ i18n, params, request, response, session }: HttpContext) {
    const change = await request.validateUsing(webhookStateFormValidator)
    const { id, isActive } = await changeWebhook(params.id, change)
    session.flash('success', i18n.t(`webhooks.flash.${isActive ? 'on' : 'off'}`))
    response.seeOther().toRoute('admin.webhooks.show', { id })
  }

  async destroy({ i18n, params, response, session }: HttpContext) {
    const { host } = await removeWebhook(params.id)
    session.flash('success', i18n.t('webhooks.flash.removed', { host }))
    response.seeOther().toRoute('admin.webhooks.index')
  }
}
