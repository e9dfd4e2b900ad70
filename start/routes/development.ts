import app from '@adonisjs/core/services/app'
import router from '@adonisjs/core/services/router'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { controllers } from '#generated/controllers'
import { mailsAreKept } from '#config/mail'
import { problems } from '#exceptions/problem'
import { middleware } from '#start/kernel'

const { pages } = controllers

/** Only where emails are kept, which is in development. */
function inDevelopment(_: HttpContext, next: NextFn) {
  if (!mailsAreKept) throw problems.notFound()
  return next()
}

// Outside production AdonisJS writes the types of the routes whenever it starts, which must be the same for each
// profile.
if (mailsAreKept || !app.inProduction) {
  router
    .group(() => {
      router.get('/mail', [pages.DevMails, 'index'])
      router.get('/mail/:id', [pages.DevMails, 'show'])
      router.get('/mail/:id/html', [pages.DevMails, 'html'])
      router.get('/components', [pages.DevComponents, 'index'])
      router
        .get('/components/mails/:name', [pages.DevComponentMails, 'show'])
        .where('name', /^[a-z_-]{1,50}$/)
    })
    .prefix('/dev')
    .as('dev')
    .where('id', router.matchers.uuid())
    .use(middleware.anyone())
    .use(inDevelopment)
}
