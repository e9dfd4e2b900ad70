import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { uuid } from '#words/ids/uuid'
import { middleware } from '#start/kernel'
import { registrationsThrottle, resetsThrottle } from '#start/limiter'

const { pages } = controllers

/** These forms have a field for the current password. */
const passwordInForm = middleware.confirmed({ always: true })

router.get('/', [pages.Home, 'show']).as('home').use(middleware.anyone())
router.on('/signed-out').render('pages/auth/signed_out').as('signed_out').use(middleware.anyone())

router
  .group(() => {
    router.get('/.well-known/security.txt', [pages.WellKnown, 'security'])
    router.get('/.well-known/change-password', [pages.WellKnown, 'password'])
  })
  .use(middleware.anyone())

router
  .group(() => {
    router.get('/register', [pages.accounts.Registrations, 'create'])
    router.post('/register', [pages.accounts.Registrations, 'store']).use(registrationsThrottle)
    router.get('/login', [pages.signIns.Sessions, 'create'])
    router.post('/login', [pages.signIns.Sessions, 'store'])
  })
  .use(middleware.guest())

router
  .group(() => {
    router.on('/welcome').render('pages/auth/welcome').as('welcome')
    router.post('/logout', [pages.signIns.Sessions, 'destroy'])
    router.get('/account', [pages.accounts.Account, 'show']).as('account.show')
    router.get('/account/security', [pages.accounts.Security, 'show'])
    router.get('/account/notifications', [pages.accounts.Notifications, 'edit'])
    router.put('/account/notifications', [pages.accounts.Notifications, 'update'])
    router.get('/account/data', [pages.accounts.Data, 'show'])
    router
      .post('/account/exports', [pages.accounts.DataExports, 'store'])
      .as('account.exports.store')
      .use(middleware.confirmed())
    router.delete('/account', [pages.accounts.Account, 'destroy']).use(passwordInForm)
    router.put('/account/username', [pages.accounts.Username, 'update'])
    router
      .put('/account/preferences', [pages.accounts.Preferences, 'update'])
      .as('preferences.update')
    router
      .put('/account/picture', [pages.accounts.profile.Picture, 'update'])
      .use(middleware.upload({ picture: true }))
    router.delete('/account/picture', [pages.accounts.profile.Picture, 'destroy'])
    router.put('/account/email', [pages.accounts.Email, 'update']).use(passwordInForm)
    router.delete('/account/pending-email', [pages.accounts.PendingEmail, 'destroy'])
    router.post('/account/email-verifications', [pages.accounts.EmailVerifications, 'store'])
    router.post('/account/password', [pages.accounts.Password, 'update']).use(passwordInForm)

    router.get('/account/sign-ins', [pages.signIns.SignIns, 'index']).as('account.sign_ins')
    router.delete('/account/sign-ins', [pages.signIns.OtherSignIns, 'destroy'])
    router.get('/confirm', [pages.signIns.Confirmations, 'create'])
    router.post('/confirm', [pages.signIns.Confirmations, 'store'])
    router.get('/account/activity', [pages.accounts.Events, 'index']).as('account.activity')
    router.get('/account/activity/denial', [pages.signIns.Denials, 'create'])
    router.get('/device', [pages.signIns.Devices, 'show']).as('device.show')
    router
      .put('/device', [pages.signIns.Devices, 'update'])
      .use(middleware.confirmed({ holds: 'code' }))
    router.delete('/device', [pages.signIns.Devices, 'destroy'])
    router.get('/account/tokens', [pages.accounts.PersonalTokens, 'index']).as('account.tokens')
    router
      .post('/account/tokens', [pages.accounts.PersonalTokens, 'store'])
      .use(middleware.confirmed())
    router
      .delete('/account/tokens/:id', [pages.accounts.PersonalTokens, 'destroy'])
      .where('id', uuid)
    router.delete('/account/sign-ins/:id', [pages.signIns.SignIns, 'destroy']).where('id', uuid)
  })
  .use(middleware.auth({ guards: ['web'] }))

/** Forgotten passwords, and the links in emails. Anyone with the link may use it, signed in or not. */
router
  .group(() => {
    router
      .get('/forgot-password', [pages.accounts.PasswordResets, 'create'])
      .as('password_resets.create')
    router.post('/forgot-password', [pages.accounts.PasswordResets, 'store']).use(resetsThrottle)
    router.get('/verify-email/:token', [pages.accounts.EmailVerifications, 'edit'])
    router.post('/verify-email/:token', [pages.accounts.EmailVerifications, 'update'])
    router.delete('/verify-email/:token', [pages.accounts.EmailVerifications, 'destroy'])
    router.get('/reset-password/:token', [pages.accounts.PasswordResets, 'edit'])
    router.post('/reset-password/:token', [pages.accounts.PasswordResets, 'update'])
    router.delete('/reset-password/:token', [pages.accounts.PasswordResets, 'destroy'])
    router.get('/handoff/:token', [pages.signIns.Handoffs, 'show'])
    router.post('/handoff/:token', [pages.signIns.Handoffs, 'store'])
    router.get('/end-sign-in/:token', [pages.signIns.EndedSignIns, 'create'])
    router.post('/end-sign-in/:token', [pages.signIns.EndedSignIns, 'store'])
  })
  .use(middleware.anyone({ form: true }))
