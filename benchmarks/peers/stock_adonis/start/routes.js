import router from '@adonisjs/core/services/router'

const named = router.named({ auth: () => import('../middleware/auth.js') })

router.get('/', ({ view }) => view.render('home'))
router.get('/health/live', () => ({}))
router
  .get('/api/v1/me', ({ auth }) => ({ data: auth.getUserOrFail().serialize() }))
  .use(named.auth({ guards: ['web', 'api'] }))

/** Signs in without a password, so that the benchmark gets cookies that this application has made itself. */
router.get('/benchmark/sign-in/:id', async ({ auth, params }) => {
  const { default: User } = await import('../user.js')
  await auth.use('web').login(await User.findOrFail(params.id))
  return {}
})
