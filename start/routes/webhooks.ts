import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { uuid } from '#words/ids/uuid'
import { middleware } from '#start/kernel'
import { apiGroup } from '#start/routes/api_group'

const { api, pages } = controllers

// For the super user only, like all administration.
const byCookieOrToken = () =>
  middleware.auth({ guards: ['web', 'api'], scope: 'admin', superUser: true })
const byCookie = () => middleware.auth({ guards: ['web'], superUser: true })

const webhooksApi = (routes: () => void) =>
  apiGroup(() => void router.group(routes).prefix('/admin').as('admin')).where('id', uuid)
const webhooksPages = (routes: () => void) =>
  router.group(routes).prefix('/admin').as('admin').where('id', uuid)

webhooksApi(() => {
  router.get('/webhooks', [api.webhooks.Webhooks, 'index'])
  router.get('/webhooks/:id', [api.webhooks.Webhooks, 'show'])
  router.get('/webhooks/:id/deliveries', [api.webhooks.WebhookDeliveries, 'index'])
}).use(byCookieOrToken())

webhooksApi(() => {
  router.post('/webhooks', [api.webhooks.Webhooks, 'store']).use(middleware.shownOnce())
  router.patch('/webhooks/:id', [api.webhooks.Webhooks, 'update'])
  router.delete('/webhooks/:id', [api.webhooks.Webhooks, 'destroy'])
  router
    .post('/webhooks/:id/secrets', [api.webhooks.WebhookSecrets, 'store'])
    .use(middleware.shownOnce())
  router.post('/webhooks/:id/tests', [api.webhooks.WebhookTests, 'store'])
  router.put('/webhook-deliveries/:id', [api.webhooks.WebhookDeliveries, 'update'])
}).use([byCookieOrToken(), middleware.confirmed()])

webhooksPages(() => {
  router.get('/webhooks', [pages.webhooks.Webhooks, 'index'])
  router.get('/webhooks/:id', [pages.webhooks.Webhooks, 'show'])
}).use(byCookie())

webhooksPages(() => {
  router.post('/webhooks', [pages.webhooks.Webhooks, 'store'])
  router.put('/webhooks/:id', [pages.webhooks.Webhooks, 'update'])
  router.delete('/webhooks/:id', [pages.webhooks.Webhooks, 'destroy'])
  router.post('/webhooks/:id/secrets', [pages.webhooks.WebhookSecrets, 'store'])
  router.post('/webhooks/:id/tests', [pages.webhooks.WebhookTests, 'store'])
  router.put('/webhook-deliveries/:id', [pages.webhooks.WebhookDeliveries, 'update'])
}).use([byCookie(), middleware.confirmed()])
