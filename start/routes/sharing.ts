import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { uuid } from '#http/uuid'
import { middleware } from '#start/kernel'
import { apiGroup } from '#start/routes/api_group'

const { api } = controllers

apiGroup(() => {
  router.get('/files/:id/shares', [api.sharing.FileShares, 'index'])
  router.get('/files/:id/links', [api.sharing.FileLinks, 'index'])
  router.get('/shares', [api.sharing.Shares, 'index'])
  router.get('/links', [api.sharing.Links, 'index'])
  router.get('/shares/:id', [api.sharing.Shares, 'show'])
})
  .where('id', uuid)
  .use(middleware.auth({ guards: ['web', 'api'], scope: 'files:read' }))

apiGroup(() => {
  router.post('/files/:id/shares', [api.sharing.FileShares, 'store'])
  router.patch('/shares/:id', [api.sharing.Shares, 'update'])
  router.delete('/shares/:id', [api.sharing.Shares, 'destroy'])
  router.post('/files/:id/links', [api.sharing.FileLinks, 'store'])
  router.delete('/links/:id', [api.sharing.Links, 'destroy'])
})
  .where('id', uuid)
  .use(middleware.auth({ guards: ['web', 'api'], scope: 'shares:write' }))
