import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { rowId } from '#words/ids/row_id'
import { uuid } from '#words/ids/uuid'
import { middleware } from '#start/kernel'
import { apiGroup } from '#start/routes/api_group'

const { api, pages } = controllers

// For the super user only: everyone else gets 404.
const byCookieOrToken = () =>
  middleware.auth({ guards: ['web', 'api'], scope: 'admin', superUser: true })
const administrationApi = (routes: () => void) =>
  apiGroup(() => void router.group(routes).prefix('/admin').as('admin'))
const byCookie = () => middleware.auth({ guards: ['web'], superUser: true })

administrationApi(() => {
  router.get('/overview', [api.admin.Overview, 'show'])
  router.get('/mails', [api.admin.Mails, 'index'])
  router.get('/users', [api.admin.Users, 'index'])
  router.get('/users/:id', [api.admin.Users, 'show'])
  router.get('/users/:id/sign-ins', [api.admin.SignIns, 'index'])
  router.get('/users/:id/personal-tokens', [api.admin.PersonalTokens, 'index'])
  router.get('/bulk-actions', [api.admin.bulk.BulkActions, 'index'])
  router.get('/bulk-actions/:id', [api.admin.bulk.BulkActions, 'show']).where('id', uuid)
  router.get('/bulk-actions/:id/export', [api.admin.bulk.PeopleExports, 'show']).where('id', uuid)
  router.get('/users/:id/events', [api.admin.activity.PersonEvents, 'index'])
  router.get('/events', [api.admin.activity.Events, 'index'])
})
  .where('id', rowId)
  .use(byCookieOrToken())

administrationApi(() => {
  router.post('/users', [api.admin.Users, 'store'])
  router.patch('/users/:id', [api.admin.Users, 'update'])
  router.delete('/users/:id', [api.admin.Users, 'destroy'])
  router.post('/users/:id/restoration', [api.admin.Restorations, 'store'])
  router.put('/users/:id/suspension', [api.admin.Suspensions, 'update'])
  router.delete('/users/:id/suspension', [api.admin.Suspensions, 'destroy'])
  router.delete('/users/:id/sign-ins', [api.admin.AllSignIns, 'destroy'])
  router.delete('/users/:id/personal-tokens', [api.admin.AllPersonalTokens, 'destroy'])
  router.post('/users/:id/password-resets', [api.admin.PasswordResets, 'store'])
  router.post('/users/:id/email-verifications', [api.admin.EmailVerifications, 'store'])
  router.put('/users/:id/email-verifications', [api.admin.EmailVerifications, 'update'])
  router.put('/super-user', [api.admin.SuperUser, 'update'])
  router.put('/mails/:id', [api.admin.Mails, 'update']).where('id', uuid)
  router.post('/bulk-actions', [api.admin.bulk.BulkActions, 'store'])
  router.delete('/bulk-actions/:id', [api.admin.bulk.BulkActions, 'destroy']).where('id', uuid)
  router.delete('/sign-ins/:id', [api.admin.SignIns, 'destroy']).where('id', uuid)
  router.delete('/personal-tokens/:id', [api.admin.PersonalTokens, 'destroy']).where('id', uuid)
})
  .where('id', rowId)
  .use([byCookieOrToken(), middleware.confirmed()])

router
  .group(() => {
    router.get('/', [pages.admin.Overview, 'show']).as('overview.show')
    router.get('/people', [pages.admin.People, 'index']).as('people.index')
    router.get('/people/:id', [pages.admin.People, 'show']).as('people.show')
    router.get('/activity', [pages.admin.activity.Events, 'index']).as('activity.index')
    router.get('/invitations', [pages.admin.Invitations, 'create'])
    router.get('/super-user', [pages.admin.SuperUser, 'edit'])
    router.get('/bulk-actions', [pages.admin.bulk.BulkActions, 'index'])
    router.get('/bulk-actions/new', [pages.admin.bulk.BulkActions, 'create'])
    router.get('/bulk-actions/:id', [pages.admin.bulk.BulkActions, 'show']).where('id', uuid)
    router
      .get('/bulk-actions/:id/export', [pages.admin.bulk.PeopleExports, 'show'])
      .where('id', uuid)
  })
  .prefix('/admin')
  .as('admin')
  .where('id', rowId)
  .use(byCookie())

router
  .group(() => {
    router.post('/invitations', [pages.admin.Invitations, 'store'])
    router.delete('/people/:id', [pages.admin.People, 'destroy'])
    router.post('/people/:id/restoration', [pages.admin.Restorations, 'store'])
    router.put('/people/:id/suspension', [pages.admin.Suspensions, 'update'])
    router.delete('/people/:id/suspension', [pages.admin.Suspensions, 'destroy'])
    router.delete('/people/:id/sign-ins', [pages.admin.AllSignIns, 'destroy'])
    router.delete('/people/:id/personal-tokens', [pages.admin.AllPersonalTokens, 'destroy'])
    router.post('/people/:id/password-resets', [pages.admin.PasswordResets, 'store'])
    router.post('/people/:id/email-verifications', [pages.admin.EmailVerifications, 'store'])
    router.put('/people/:id/email-verifications', [pages.admin.EmailVerifications, 'update'])
    router.put('/people/:id/limits', [pages.admin.Limits, 'update'])
    router.put('/mails/:id', [pages.admin.Mails, 'update']).where('id', uuid)
    router.post('/bulk-actions', [pages.admin.bulk.BulkActions, 'store'])
    router.delete('/bulk-actions/:id', [pages.admin.bulk.BulkActions, 'destroy']).where('id', uuid)
    router.delete('/sign-ins/:id', [pages.admin.SignIns, 'destroy']).where('id', uuid)
    router.delete('/personal-tokens/:id', [pages.admin.PersonalTokens, 'destroy']).where('id', uuid)
  })
  .prefix('/admin')
  .as('admin')
  .where('id', rowId)
  .use([byCookie(), middleware.confirmed()])

router
  .put('/admin/super-user', [pages.admin.SuperUser, 'update'])
  .as('admin.super_user.update')
  .use([byCookie(), middleware.confirmed({ always: true })])
