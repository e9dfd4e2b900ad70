import { test } from '@japa/runner'
import User from '#models/user'
import { type Browser, signInApp } from '#tests/helpers/clients/sign_in'
import { kindsOfMailsTo } from '#tests/helpers/people/mailbox'
import { signInBrowserOfSuperUser, uncrown } from '#tests/helpers/people/super_user'
import { ageConfirmation } from '#tests/helpers/time'
import { createUser, PASSWORD, type Person, registration } from '#tests/helpers/people/users'

test.group('The pages of the super user', (group) => {
  let browser: Browser & { person: Person }
  group.setup(async () => {
    browser = await signInBrowserOfSuperUser()
    return uncrown
  })

  const pageOf = ({ id }: { id: number }) => `/admin/people/${id}`
  const statusOf = async ({ id }: { id: number }) => (await User.findOrFail(id)).status

  test('lead from the list to a person', async ({ assert }) => {
    const person = await createUser()
    const list = await browser.get(`/admin/people?q=${person.username}`)
    assert.include(list.text, `href="${pageOf(person)}"`)
    assert.include((await browser.get(pageOf(person))).text, person.email)
  })

  test('suspend and activate, and say so', async ({ assert }) => {
    const person = await createUser()
    const at = `${pageOf(person)}/suspension`
    const fields = { reason: 'Rude to others', until: '' }
    const { headers } = await browser.submit(pageOf(person), fields, `${at}?_method=PUT`)
    assert.equal(headers.location, pageOf(person))
    const { text } = await browser.get(pageOf(person))
    assert.include(text, `${person.username} is suspended from now on.`)
    assert.include(text, 'Rude to others')

    await browser.submit(pageOf(person), {}, `${at}?_method=DELETE`)
    assert.equal(await statusOf(person), 'active')
  })

  test('ask for the password first, and come back with what was typed', async ({ assert }) => {
    const person = await createUser()
    await ageConfirmation(browser.person.id, 16)
    const at = `${pageOf(person)}/suspension?_method=PUT`
    const fields = { form: 'suspend-form', reason: 'Typed already' }
    const led = await browser.submit(pageOf(person), fields, at)
    assert.match(led.headers.location!, /^\/confirm\?next=/)
    assert.equal(await statusOf(person), 'active')

    const next = pageOf(person)
    const back = await browser.submit(
      led.headers.location!,
      { password: PASSWORD, next },
      '/confirm'
    )
    assert.equal(back.headers.location, next)
    assert.include((await browser.get(next)).text, 'Typed already')
  })

  test('delete only with the name typed, and restore', async ({ assert }) => {
    const person = await createUser()
    const send = (username: string) =>
      browser.submit(pageOf(person), { username }, `${pageOf(person)}?_method=DELETE`)
    await send('somebody')
    assert.equal(await statusOf(person), 'active')
    await send(person.username)
    assert.equal(await statusOf(person), 'deleted')
    await browser.submit(pageOf(person), {}, `${pageOf(person)}/restoration`)
    assert.equal(await statusOf(person), 'active')
  })

  test('end one sign-in, and lead back to its owner', async ({ assert }) => {
    const app = await signInApp()
    const at = `/admin/sign-ins/${app.pair.signIn.id}?_method=DELETE`
    const { headers } = await browser.submit(pageOf(app.person), {}, at)
    assert.equal(headers.location, pageOf(app.person))
    assert.equal((await app.get('/api/v1/me')).status, 401)
  })

  test('invite somebody', async ({ assert }) => {
    const { username, email } = registration()
    await browser.submit('/admin/invitations', { username, email })
    assert.deepEqual(await kindsOfMailsTo(email), ['account_invitation'])
  })
})
