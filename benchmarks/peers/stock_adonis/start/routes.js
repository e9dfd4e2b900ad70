import router from '@adonisjs/core/services/router'

const named = router.named({ auth: () => import('../middleware/auth.js') })

router.get('/', ({ view }) => view.render('home')).as('home')
router.get('/health/live', () => ({}))
router
  .get('/api/v1/me', ({ auth }) => ({ data: auth.getUserOrFail().serialize() }))
  .use(named.auth({ guards: ['web', 'api'] }))

/** What a list of files comes to in the manner of the kit that makes pages: those of its person, 20 of them. */
router
  .group(() => {
    router
      .get('/files', async ({ auth, request, view }) => {
        const own = auth.getUserOrFail().related('files').query()
        const files = await own.orderBy('created_at', 'desc').paginate(request.input('page', 1), 20)
        return view.render('pages/files', { files })
      })
      .as('files.index')
    router
      .delete('/files/:id', async ({ auth, params, response, session }) => {
        const own = auth.getUserOrFail().related('files').query()
        const file = await own.where('id', params.id).firstOrFail()
        await file.delete()
        session.flash('success', 'The file is gone.')
        return response.redirect().toRoute('files.index')
      })
      .as('files.destroy')
    router
      .post('/logout', async ({ auth, response }) => {
        await auth.use('web').logout()
        return response.redirect().toRoute('home')
      })
      .as('session.destroy')
  })
  .use(named.auth({ guards: ['web'] }))

/** Signs in without a password, so that the benchmark gets cookies that this application has made itself. */
router.get('/benchmark/sign-in/:id', async ({ auth, params }) => {
  const { default: User } = await import('../models/user.js')
  await auth.use('web').login(await User.findOrFail(params.id))
  return {}
})
