import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { uuid } from '#words/ids/uuid'
import { middleware } from '#start/kernel'
import { apiGroup } from '#start/routes/api_group'

const { api, pages } = controllers

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

router
  .group(() => {
    router.get('/shared-by-me', [pages.sharing.OwnShares, 'index']).as('own_shares.index')
    router.get('/shared-with-me', [pages.sharing.SharedFiles, 'index']).as('shared_files.index')
    router.post('/files/shares', [pages.sharing.FileShares, 'store']).as('files.shares')
    router.post('/files/:id/shares', [pages.sharing.Shares, 'store'])
    router.delete('/shares', [pages.sharing.FileShares, 'destroy'])
    router.post('/shares/restorations', [pages.sharing.ShareRestorations, 'store'])
    router.patch('/shares/:id', [pages.sharing.Shares, 'update'])
    router.delete('/shares/:id', [pages.sharing.Shares, 'destroy'])
    router.post('/files/:id/links', [pages.sharing.Links, 'store'])
    router.delete('/links/:id', [pages.sharing.Links, 'destroy'])
  })
  .where('id', uuid)
  .use(middleware.auth({ guards: ['web'] }))

/** Anyone with the link may use it, signed in or not. */
router
  .group(() => {
    router.get('/link/:token', [pages.sharing.OpenedLinks, 'show'])
    router.post('/link/:token', [pages.sharing.OpenedLinks, 'store'])
  })
  .use(middleware.anyone({ form: true }))
