import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { uuid } from '#http/uuid'
import { middleware } from '#start/kernel'
import { registrationsThrottle, resetsThrottle } from '#start/limiter'

const { api } = controllers

router
  .group(() => {
    router.post('/users', [api.Users, 'store']).use(registrationsThrottle)
    router.post('/tokens', [api.Tokens, 'store'])
    router.post('/tokens/refresh', [api.TokenRefreshes, 'store'])
    router.put('/email-verifications', [api.EmailVerifications, 'update'])
    router.delete('/email-verifications', [api.EmailVerifications, 'destroy'])
    router.post('/password-resets', [api.PasswordResets, 'store']).use(resetsThrottle)
    router.put('/password-resets', [api.PasswordResets, 'update'])
    router.delete('/password-resets', [api.PasswordResets, 'destroy'])
  })
  .prefix('/api/v1')
  .as('api')
  .use(middleware.anyone())

router
  .group(() => {
    router.get('/me', [api.Me, 'show'])
    router.get('/sign-ins', [api.SignIns, 'index'])
    router.get('/personal-tokens', [api.PersonalTokens, 'index'])
  })
  .prefix('/api/v1')
  .as('api')
  .use(middleware.auth({ guards: ['web', 'api'], scope: 'profile:read' }))

router
  .group(() => {
    router.patch('/me', [api.Me, 'update']).use(middleware.confirmed({ when: 'email' }))
    router.delete('/me', [api.Me, 'destroy']).use(middleware.confirmed())
    router.put('/me/password', [api.Password, 'update']).use(middleware.confirmed({ renew: true }))
    router.post('/email-verifications', [api.EmailVerifications, 'store'])

    router.delete('/sign-ins', [api.OtherSignIns, 'destroy'])
    router.delete('/sign-ins/current', [api.CurrentSignIn, 'destroy'])
    router.put('/sign-ins/current/confirmation', [api.Confirmations, 'update'])
    router.delete('/sign-ins/:id', [api.SignIns, 'destroy']).where('id', uuid)

    router.post('/personal-tokens', [api.PersonalTokens, 'store']).use(middleware.confirmed())
    router.delete('/personal-tokens/:id', [api.PersonalTokens, 'destroy']).where('id', uuid)
  })
  .prefix('/api/v1')
  .as('api')
  .use(middleware.auth({ guards: ['web', 'api'], scope: 'profile:write' }))
