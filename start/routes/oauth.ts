import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'
import { deviceAuthorizationsThrottle } from '#start/limiter'

const { oauth } = controllers.api

/** The same under the standards' names, for libraries that speak OAuth. */
router
  .group(() => {
    router.post('/oauth/token', [oauth.Tokens, 'store'])
    router.post('/oauth/revoke', [oauth.Revocations, 'store'])
    router
      .post('/oauth/device_authorization', [oauth.DeviceAuthorizations, 'store'])
      .use(deviceAuthorizationsThrottle)
    router.get('/.well-known/oauth-authorization-server', [oauth.Metadata, 'show'])
  })
  .as('oauth')
  .use(middleware.anyone())

router
  .post('/oauth/introspect', [oauth.Introspections, 'store'])
  .as('oauth.introspections.store')
  .use(
    middleware.auth({
      guards: ['api'],
      scope: 'tokens:introspect',
      because: 'services ask, and no browser does',
    })
  )
