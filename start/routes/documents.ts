import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

/** What tells developers of the API. */
router
  .get('/openapi.json', [controllers.ApiDocument, 'show'])
  .as('openapi')
  .use(middleware.anyone())

router
  .get('/docs/api', [controllers.pages.ApiReference, 'show'])
  .as('docs.api')
  .use(middleware.anyone())
