import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { mailsAreKept } from '#config/mail'
import { middleware } from '#start/kernel'

const { pages } = controllers

if (mailsAreKept) {
  router
    .group(() => {
      router.get('/mail', [pages.DevMails, 'index'])
      router.get('/mail/:id', [pages.DevMails, 'show'])
      router.get('/mail/:id/html', [pages.DevMails, 'html'])
    })
    .prefix('/dev')
    .as('dev')
    .where('id', router.matchers.uuid())
    .use(middleware.anyone())
}
