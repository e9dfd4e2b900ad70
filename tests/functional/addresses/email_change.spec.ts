import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { Browser, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { postJson, send } from '#tests/helpers/clients/http'
import { kindsOfMailsTo, linkIn, mailsTo } from '#tests/helpers/people/mailbox'
import { createUser, OTHER_PASSWORD, uniqueName, type UserBody } from '#tests/helpers/people/users'

type Client = Awaited<ReturnType<typeof signInApp>>

const confirm = (token: string) => send('PUT', '/api/v1/email-verifications', { json: { token } })
const address = () => `${uniqueName()}@example.org`
const me = async (client: Client) => (await client.get('/api/v1/me')).data<UserBody>()

const change = (client: Client, email: string) =>
  client.api('PATCH', '/api/v1/me', { email, currentPassword: client.person.password })

test.group('A change of email address', () => {
  test('waits until the new address is confirmed; until then the old one stands', async ({
    assert,
  }) => {
    const ann = await signInApp()
    const [old, wanted] = [ann.person.email, address()]
    const answer = await change(ann, wanted)
    assert.equal(answer.status, 200)
    const { email, pendingEmail } = answer.data<UserBody>()
    assert.deepEqual([email, pendingEmail], [old, wanted])

    assert.include(await kindsOfMailsTo(old), 'email_change_requested')
    assert.deepEqual(await kindsOfMailsTo(wanted), ['verify_email'])
    const { password } = ann.person
    assert.equal((await postJson('/api/v1/tokens', { login: wanted, password })).status, 400)

    const { token } = await linkIn(wanted, 'verify_email')
    assert.equal((await confirm(token)).status, 204)
    const moved = await me(ann)
    assert.deepEqual([moved.email, moved.pendingEmail], [wanted, null])
    assert.isNotNull(moved.emailVerifiedAt)
    assert.include(await kindsOfMailsTo(old), 'email_changed')
    assert.equal((await postJson('/api/v1/tokens', { login: wanted, password })).status, 201)
    assert.equal((await postJson('/api/v1/tokens', { login: old, password })).status, 400)
  })

  test('is refused with a wrong password', async ({ assert }) => {
    const ann = await signInApp()
    const currentPassword = 'wrong and wrong again'
    const answer = await ann.api('PATCH', '/api/v1/me', { email: address(), currentPassword })
    assert.equal(answer.status, 422)
    assert.equal(answer.problem.errors![0].field, 'currentPassword')
    assert.isNull((await me(ann)).pendingEmail)
  })

  test('refuses an address that another account has', async ({ assert }) => {
    const [ann, bob] = [await signInApp(), await createUser()]
    const answer = await change(ann, bob.email.toUpperCase())
    assert.equal(answer.status, 422)
    assert.equal(answer.problem.errors![0].field, 'email')
    assert.isNull((await me(ann)).pendingEmail)
  })

  test('is taken back by asking for the current address', async ({ assert }) => {
    const ann = await signInApp()
    const wanted = address()
    await change(ann, wanted)
    const { token } = await linkIn(wanted, 'verify_email')
    assert.isNull((await change(ann, ann.person.email)).data<UserBody>().pendingEmail)
    assert.equal((await confirm(token)).status, 422)
  })

  test('never confirms one address by the link to another', async ({ assert }) => {
    const ann = await signInApp()
    const [first, second] = [address(), address()]
    await change(ann, first)
    const { token: toFirst } = await linkIn(first, 'verify_email')
    await change(ann, second)
    assert.equal((await confirm(toFirst)).status, 422)

    const { token: toOld } = await linkIn(ann.person.email, 'verify_email')
    assert.equal((await confirm(toOld)).status, 204)
    const now = await me(ann)
    assert.deepEqual([now.email, now.pendingEmail], [ann.person.email, second])
  })

  test('ends with the confirmed one of two asked for at the same moment', async ({ assert }) => {
    const ann = await signInApp()
    const wanted = [address(), address()]
    const asked = await Promise.all(wanted.map((email) => change(ann, email)))
    assert.deepEqual(
      asked.map(({ status }) => status),
      [200, 200]
    )
    const links = [await linkIn(wanted[0], 'verify_email'), await linkIn(wanted[1], 'verify_email')]
    const { pendingEmail } = await me(ann)
    const answers = await Promise.all(links.map(({ token }) => confirm(token)))
    assert.deepEqual(
      answers.map(({ status }) => status),
      wanted.map((email) => (email === pendingEmail ? 204 : 422))
    )
    assert.equal((await me(ann)).email, pendingEmail)
  })

  test('gives an address that two accounts want to the first to confirm it', async ({ assert }) => {
    const [ann, bob] = [await signInApp(), await signInApp()]
    const wanted = address()
    await Promise.all([change(ann, wanted), change(bob, wanted)])
    const tokens = (await mailsTo(wanted)).map(({ text }) => /gatehouse_ev_\w+/.exec(text!)![0])
    const answers = await Promise.all(tokens.map(confirm))
    assert.sameMembers(
      answers.map(({ status }) => status),
      [204, 409]
    )
    const emails = [(await me(ann)).email, (await me(bob)).email]
    assert.lengthOf(
      emails.filter((email) => email === wanted),
      1
    )
  })

  test('says on the page that another account was first', async ({ assert }) => {
    const ann = await signInApp()
    const wanted = address()
    await change(ann, wanted)
    const { path } = await linkIn(wanted, 'verify_email')
    await createUser({ email: wanted })

    const browser = new Browser()
    assert.equal((await browser.submit(path, {})).status, 303)
    assert.include((await browser.get(path)).text, 'belongs to another account')
    assert.equal((await me(ann)).email, ann.person.email)
  })

  test('makes links to reset the password that went to the old address void', async ({
    assert,
  }) => {
    const ann = await signInApp()
    const [old, wanted] = [ann.person.email, address()]
    await postJson('/api/v1/password-resets', { email: old })
    const { token } = await linkIn(old, 'reset_password')
    await change(ann, wanted)
    await confirm((await linkIn(wanted, 'verify_email')).token)
    const json = { token, password: OTHER_PASSWORD }
    assert.equal((await send('PUT', '/api/v1/password-resets', { json })).status, 422)
  })

  test('stops at a change of password', async ({ assert }) => {
    const ann = await signInApp()
    const wanted = address()
    await change(ann, wanted)
    const { token } = await linkIn(wanted, 'verify_email')
    await ann.api('PUT', '/api/v1/me/password', {
      currentPassword: ann.person.password,
      password: OTHER_PASSWORD,
    })
    assert.isNull((await me(ann)).pendingEmail)
    assert.equal((await confirm(token)).status, 422)
  })

  test('changes nothing at all where the username beside it is taken', async ({ assert }) => {
    const ann = await signInApp()
    const before = await db.from('email_verifications').where('user_id', ann.person.id)
    const answer = await ann.api('PATCH', '/api/v1/me', {
      username: (await createUser()).username,
      email: address(),
      currentPassword: ann.person.password,
    })
    assert.equal(answer.status, 422)
    assert.isNull((await me(ann)).pendingEmail)
    const after = await db.from('email_verifications').where('user_id', ann.person.id)
    assert.lengthOf(after, before.length)
  })

  test('works on the account page, and can be taken back there', async ({ assert }) => {
    const browser = await signInBrowser()
    const wanted = address()
    const fields = { form: 'email-form', email: wanted, currentPassword: browser.person.password }
    const answer = await browser.submit('/account', fields, '/account/email?_method=PUT')
    assert.deepEqual([answer.status, answer.headers.location], [303, '/account'])
    const page = (await browser.get('/account')).text
    assert.include(page, `We have sent a link to ${wanted}`)
    assert.include(page, 'Keep the old address')

    await browser.submit('/account', {}, '/account/pending-email?_method=DELETE')
    assert.notInclude((await browser.get('/account')).text, wanted)
  })
})
