import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { uuid } from '#http/uuid'
import { middleware } from '#start/kernel'
import { registrationsThrottle, resetsThrottle } from '#start/limiter'

const { pages } = controllers

/** These forms have a field for the current password. */
const passwordInForm = middleware.confirmed({ always: true })

router.on('/').render('pages/main/index').as('home').use(middleware.anyone())

router
  .group(() => {
    router.get('/register', [pages.Registrations, 'create'])
    router.post('/register', [pages.Registrations, 'store']).use(registrationsThrottle)
    router.get('/login', [pages.Sessions, 'create'])
    router.post('/login', [pages.Sessions, 'store'])
  })
  .use(middleware.guest())

router
  .group(() => {
    router.post('/logout', [pages.Sessions, 'destroy'])
    router.get('/account', [pages.Account, 'show']).as('account.show')
    router.delete('/account', [pages.Account, 'destroy']).use(passwordInForm)
    router.put('/account/username', [pages.Username, 'update'])
    router.put('/account/email', [pages.Email, 'update']).use(passwordInForm)
    router.delete('/account/pending-email', [pages.PendingEmail, 'destroy'])
    router.post('/account/email-verifications', [pages.EmailVerifications, 'store'])
    router.post('/account/password', [pages.Password, 'update']).use(passwordInForm)

    router.get('/account/sign-ins', [pages.SignIns, 'index']).as('account.sign_ins')
    router.delete('/account/sign-ins', [pages.OtherSignIns, 'destroy'])
    router.get('/confirm', [pages.Confirmations, 'create'])
    router.post('/confirm', [pages.Confirmations, 'store'])
    router.get('/account/tokens', [pages.PersonalTokens, 'index']).as('account.tokens')
    router.post('/account/tokens', [pages.PersonalTokens, 'store']).use(middleware.confirmed())
    router.delete('/account/tokens/:id', [pages.PersonalTokens, 'destroy']).where('id', uuid)
    router.delete('/account/sign-ins/:id', [pages.SignIns, 'destroy']).where('id', uuid)
  })
  .use(middleware.auth({ guards: ['web'] }))

router
  .group(() => {
    router.get('/files', [pages.Files, 'index']).as('files.index')
    router.post('/files', [pages.Files, 'store']).use(middleware.upload())
    router.get('/files/:id', [pages.Files, 'show']).as('files.show')
    router.patch('/files/:id', [pages.Files, 'update'])
    router.delete('/files/:id', [pages.Files, 'destroy'])

    router.get('/shared-with-me', [pages.SharedFiles, 'index']).as('shared_files.index')
    router.post('/files/:id/shares', [pages.Shares, 'store'])
    router.patch('/shares/:id', [pages.Shares, 'update'])
    router.delete('/shares/:id', [pages.Shares, 'destroy'])
    router.post('/files/:id/links', [pages.Links, 'store'])
    router.delete('/links/:id', [pages.Links, 'destroy'])

    router.get('/bin', [pages.Bin, 'index']).as('bin.index')
    router.get('/bin/:id', [pages.Bin, 'show'])
    router.delete('/bin/:id', [pages.Bin, 'destroy'])
    router.post('/bin/:id/restorations', [pages.Restorations, 'store'])
  })
  .where('id', uuid)
  .use(middleware.auth({ guards: ['web'] }))

/** Forgotten passwords, and the links in mails. Whoever has the link may use it, signed in or not. */
router
  .group(() => {
    router.get('/forgot-password', [pages.PasswordResets, 'create']).as('password_resets.create')
    router.post('/forgot-password', [pages.PasswordResets, 'store']).use(resetsThrottle)
    router.get('/verify-email/:token', [pages.EmailVerifications, 'edit'])
    router.post('/verify-email/:token', [pages.EmailVerifications, 'update'])
    router.delete('/verify-email/:token', [pages.EmailVerifications, 'destroy'])
    router.get('/reset-password/:token', [pages.PasswordResets, 'edit'])
    router.post('/reset-password/:token', [pages.PasswordResets, 'update'])
    router.delete('/reset-password/:token', [pages.PasswordResets, 'destroy'])
    router.get('/end-sign-in/:token', [pages.EndedSignIns, 'create'])
    router.post('/end-sign-in/:token', [pages.EndedSignIns, 'store'])
  })
  .use(middleware.anyone({ form: true }))
