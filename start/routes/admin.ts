import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { rowId } from '#http/row_id'
import { middleware } from '#start/kernel'

const { api, pages } = controllers

/** The super user's alone: everyone else finds nothing here. */
router
  .group(() => {
    router.get('/users', [api.admin.Users, 'index'])
    router.get('/users/:id', [api.admin.Users, 'show'])
    router.get('/users/:id/sign-ins', [api.admin.SignIns, 'index'])
    router.get('/users/:id/personal-tokens', [api.admin.PersonalTokens, 'index'])
  })
  .where('id', rowId)
  .prefix('/api/v1/admin')
  .as('api.admin')
  .use(middleware.auth({ guards: ['web', 'api'], scope: 'admin', superUser: true }))

router
  .group(() => {
    router.get('/people', [pages.admin.People, 'index']).as('people.index')
    router.get('/people/:id', [pages.admin.People, 'show']).as('people.show')
  })
  .where('id', rowId)
  .prefix('/admin')
  .as('admin')
  .use(middleware.auth({ guards: ['web'], superUser: true }))
