import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'
import { deviceAuthorizationsThrottle } from '#start/limiter'
import { apiGroup } from '#start/routes/api_group'

const { signIns } = controllers.api

/** Scripts of our own pages sign their browser in, and get its cookie, never a token. */
apiGroup(() => {
  router.get('/csrf-token', [signIns.CsrfTokens, 'show'])
  router.post('/sessions', [signIns.Sessions, 'store']).use(middleware.shownOnce())
}).use(middleware.anyone({ browser: true }))

apiGroup(() => {
  router
    .delete('/sessions/current', [signIns.CurrentSignIn, 'destroy'])
    .as('current_session.destroy')
}).use(
  middleware.auth({
    guards: ['web'],
    because: 'it ends the session of a browser; apps sign out at /sign-ins/current',
  })
)

apiGroup(() => {
  router.post('/handoffs', [signIns.Handoffs, 'store']).use(middleware.shownOnce())
}).use(
  middleware.auth({
    guards: ['api'],
    scope: 'profile:write',
    because: 'a browser that is signed in needs nobody to sign it in',
  })
)

apiGroup(() => {
  router
    .post('/device-authorizations', [signIns.DeviceAuthorizations, 'store'])
    .use([deviceAuthorizationsThrottle, middleware.shownOnce()])
  router.post('/tokens/device', [signIns.DeviceTokens, 'store']).use(middleware.shownOnce())
}).use(middleware.anyone())
