import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { uuid } from '#http/uuid'
import { middleware } from '#start/kernel'

const { api } = controllers

router
  .group(() => {
    router.get('/files/:id/shares', [api.sharing.FileShares, 'index'])
    router.get('/files/:id/links', [api.sharing.FileLinks, 'index'])
  })
  .prefix('/api/v1')
  .as('api')
  .where('id', uuid)
  .use(middleware.auth({ guards: ['web', 'api'], scope: 'files:read' }))

router
  .group(() => {
    router.post('/files/:id/shares', [api.sharing.FileShares, 'store'])
    router.patch('/shares/:id', [api.sharing.Shares, 'update'])
    router.delete('/shares/:id', [api.sharing.Shares, 'destroy'])
    router.post('/files/:id/links', [api.sharing.FileLinks, 'store'])
    router.delete('/links/:id', [api.sharing.Links, 'destroy'])
  })
  .prefix('/api/v1')
  .as('api')
  .where('id', uuid)
  .use(middleware.auth({ guards: ['web', 'api'], scope: 'shares:write' }))
