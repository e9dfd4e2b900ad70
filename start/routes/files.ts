import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { uuid } from '#http/uuid'
import { middleware } from '#start/kernel'
import { apiGroup } from '#start/routes/api_group'

const { api } = controllers

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

/** An archive of all that is somebody's. */
router
  .get('/file/exports/:id', [controllers.ExportBytes, 'show'])
  .as('file.exports.show')
  .where('id', uuid)
  .use(middleware.auth({ guards: ['web', 'api'], scope: 'profile:read' }))

/** Pictures of people. */
router
  .get('/file/pictures/:id', [controllers.PictureBytes, 'show'])
  .as('file.pictures.show')
  .where('id', uuid)
  .use(middleware.auth({ guards: ['web', 'api'], scope: 'profile:read' }))

/** The bytes. HEAD is answered by what answers GET. */
router
  .get('/file/:id', [controllers.FileBytes, 'show'])
  .as('file.show')
  .where('id', uuid)
  .use(middleware.linkPage())
  .use(middleware.auth({ guards: ['web', 'api'], scope: 'files:read', link: true }))
