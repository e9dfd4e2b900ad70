import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { uuid } from '#words/ids/uuid'
import { middleware } from '#start/kernel'
import { apiGroup } from '#start/routes/api_group'

const { api, pages } = controllers

apiGroup(() => {
  router.get('/files', [api.files.Files, 'index'])
  router.get('/files/:id', [api.files.Files, 'show'])
  router.get('/bin', [api.files.Bin, 'index'])
})
  .where('id', uuid)
  .use(middleware.auth({ guards: ['web', 'api'], scope: 'files:read' }))

apiGroup(() => {
  router.post('/files', [api.files.Files, 'store']).use(middleware.upload())
  router.patch('/files/:id', [api.files.Files, 'update'])
  router.delete('/files/:id', [api.files.Files, 'destroy'])
  router.post('/files/:id/restorations', [api.files.Restorations, 'store'])
  router.delete('/bin/:id', [api.files.Bin, 'destroy'])
})
  .where('id', uuid)
  .use(middleware.auth({ guards: ['web', 'api'], scope: 'files:write' }))

/** The bytes. HEAD is answered by the handler of GET. */
router
  .get('/file/:id', [controllers.FileBytes, 'show'])
  .as('file.show')
  .where('id', uuid)
  .use(middleware.linkPage())
  .use(middleware.auth({ guards: ['web', 'api'], scope: 'files:read', link: true }))

router
  .group(() => {
    router.get('/files', [pages.files.Files, 'index']).as('files.index')
    router.post('/files', [pages.files.Files, 'store']).use(middleware.upload())
    router.post('/files/selections', [pages.files.Selections, 'store'])
    router.get('/files/selection', [pages.files.Selections, 'show']).as('files.selection')
    router.get('/files/:id', [pages.files.Files, 'show']).as('files.show')
    router.patch('/files/:id', [pages.files.Files, 'update'])
    router.delete('/files/:id', [pages.files.Files, 'destroy'])

    router.get('/bin', [pages.files.Bin, 'index']).as('bin.index')
    router.post('/bin', [pages.files.BinnedFiles, 'store'])
    router.post('/bin/restorations', [pages.files.BinnedFiles, 'update'])
    router.get('/bin/empty', [pages.files.BinnedFiles, 'edit'])
    router.delete('/bin', [pages.files.BinnedFiles, 'destroy'])
    router.post('/bin/selections', [pages.files.BinSelections, 'store'])
    router.get('/bin/selection', [pages.files.BinSelections, 'show']).as('bin.selection')
    router.delete('/bin/selections', [pages.files.BinSelections, 'destroy'])
    router.get('/bin/:id', [pages.files.Bin, 'show'])
    router.delete('/bin/:id', [pages.files.Bin, 'destroy'])
    router.post('/bin/:id/restorations', [pages.files.Restorations, 'store'])
  })
  .where('id', uuid)
  .use(middleware.auth({ guards: ['web'] }))
