import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

/** The API's documentation for developers. */
router
  .get('/openapi.json', [controllers.ApiDocument, 'show'])
  .as('openapi')
  .use(middleware.anyone())

router
  .get('/docs/api', [controllers.pages.ApiReference, 'index'])
  .as('docs.api')
  .use(middleware.anyone())

router
  .group(() => {
    router.get('/', [controllers.pages.Guides, 'index']).as('index')
    router
      .get('/:name', [controllers.pages.Guides, 'show'])
      .as('show')
      .where('name', /^[a-z-]{1,50}$/)
  })
  .prefix('/docs/api/guides')
  .as('docs.guides')
  .use(middleware.anyone())

/** By their operationId. */
router
  .get('/docs/api/:id', [controllers.pages.ApiReference, 'show'])
  .as('docs.endpoints.show')
  .where('id', /^[A-Za-z]{1,100}$/)
  .use(middleware.anyone())
