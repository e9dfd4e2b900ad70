import { test } from '@japa/runner'
import { type App, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { setLimits } from '#tests/helpers/people/limits'
import { mailsTo } from '#tests/helpers/people/mailbox'
import { PASSWORD, uniqueName, type UserBody } from '#tests/helpers/people/users'

const address = () => `${uniqueName()}@example.org`

const ask = (app: App, email = address()) =>
  app.api('PATCH', '/api/v1/me', { email, currentPassword: PASSWORD })

const resend = (app: App) => app.api('POST', '/api/v1/email-verifications')

const me = async (app: App) => (await app.get('/api/v1/me')).data<UserBody>()

test.group('Limits of mails to addresses that one account names', (group) => {
  group.each.setup(() => setLimits({ addressMails: 3 }))

  test('are shared by all addresses, old and new', async ({ assert }) => {
    const ann = await signInApp()
    const [wanted, refused] = [address(), address()]
    assert.equal((await ask(ann)).status, 200)
    assert.equal((await ask(ann, wanted)).status, 200)
    assert.equal((await resend(ann)).status, 202)

    const answer = await ask(ann, refused)
    assert.equal(answer.status, 429)
    assert.equal(answer.problem.code, 'too_many_requests')
    assert.equal((await resend(ann)).status, 429)
    assert.equal((await me(ann)).pendingEmail, wanted)
    assert.isEmpty(await mailsTo(refused))
    assert.lengthOf(await mailsTo(wanted), 2)
  })

  test('keep nobody from taking a change back, or another account from its own', async ({
    assert,
  }) => {
    const ann = await signInApp()
    for (let i = 0; i < 4; i++) await ask(ann)
    assert.isNull((await ask(ann, ann.person.email)).data<UserBody>().pendingEmail)
    assert.equal((await ask(await signInApp())).status, 200)
  })

  test('lead back to the form on the account page', async ({ assert }) => {
    const browser = await signInBrowser()
    const fields = () => ({ email: address(), currentPassword: PASSWORD })
    const submit = () => browser.submit('/account', fields(), '/account/email?_method=PUT')
    for (let i = 0; i < 4; i++) await submit()
    assert.include((await browser.get('/account')).text, 'Too many requests')
  })
})
