import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { uuid } from '#words/ids/uuid'
import { middleware } from '#start/kernel'
import { apiGroup } from '#start/routes/api_group'
import { registrationsThrottle, resetsThrottle } from '#start/limiter'

const { api } = controllers

apiGroup(() => {
  router.post('/users', [api.accounts.Users, 'store']).use(registrationsThrottle)
  router.post('/tokens', [api.signIns.Tokens, 'store']).use(middleware.shownOnce())
  router.post('/tokens/refresh', [api.signIns.TokenRefreshes, 'store']).use(middleware.shownOnce())
  router.put('/email-verifications', [api.accounts.EmailVerifications, 'update'])
  router.delete('/email-verifications', [api.accounts.EmailVerifications, 'destroy'])
  router.post('/password-resets', [api.accounts.PasswordResets, 'store']).use(resetsThrottle)
  router.put('/password-resets', [api.accounts.PasswordResets, 'update'])
  router.delete('/password-resets', [api.accounts.PasswordResets, 'destroy'])
}).use(middleware.anyone())

apiGroup(() => {
  router.get('/me', [api.accounts.Me, 'show'])
  router.get('/me/events', [api.accounts.Events, 'index'])
  router.get('/me/exports', [api.accounts.DataExports, 'index'])
  router.get('/me/exports/:id', [api.accounts.DataExports, 'show']).where('id', uuid)
  router.get('/events/stream', [api.accounts.EventStream, 'show'])
  router.get('/sign-ins', [api.signIns.SignIns, 'index'])
  router.get('/personal-tokens', [api.accounts.PersonalTokens, 'index'])
}).use(middleware.auth({ guards: ['web', 'api'], scope: 'profile:read' }))

apiGroup(() => {
  router.patch('/me', [api.accounts.Me, 'update']).use(middleware.confirmed({ when: 'email' }))
  router.delete('/me', [api.accounts.Me, 'destroy']).use(middleware.confirmed())
  router
    .put('/me/password', [api.accounts.Password, 'update'])
    .use(middleware.confirmed({ renew: true }))
  router
    .put('/me/picture', [api.accounts.Picture, 'update'])
    .use(middleware.upload({ picture: true }))
  router.delete('/me/picture', [api.accounts.Picture, 'destroy'])
  router.post('/me/exports', [api.accounts.DataExports, 'store']).use(middleware.confirmed())
  router.post('/email-verifications', [api.accounts.EmailVerifications, 'store'])

  router.delete('/sign-ins', [api.signIns.OtherSignIns, 'destroy'])
  router.delete('/sign-ins/current', [api.signIns.CurrentSignIn, 'destroy'])
  router.put('/sign-ins/current/confirmation', [api.signIns.Confirmations, 'update'])
  router.delete('/sign-ins/:id', [api.signIns.SignIns, 'destroy']).where('id', uuid)

  router
    .post('/personal-tokens', [api.accounts.PersonalTokens, 'store'])
    .use([middleware.confirmed(), middleware.shownOnce()])
  router.delete('/personal-tokens/:id', [api.accounts.PersonalTokens, 'destroy']).where('id', uuid)
}).use(middleware.auth({ guards: ['web', 'api'], scope: 'profile:write' }))

/** The archive of somebody's data. */
router
  .get('/file/exports/:id', [controllers.ExportBytes, 'show'])
  .as('file.exports.show')
  .where('id', uuid)
  .use(middleware.auth({ guards: ['web', 'api'], scope: 'profile:read' }))

/** Pictures of people. */
router
  .get('/file/pictures/:id', [controllers.PictureBytes, 'show'])
  .as('file.pictures.show')
  .where('id', uuid)
  .use(middleware.auth({ guards: ['web', 'api'], scope: 'profile:read' }))
