import { test } from '@japa/runner'
import { postJson } from '#tests/helpers/clients/http'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { shared, signInOwner } from '#tests/helpers/files/sharing'
import { createUser, registration } from '#tests/helpers/people/users'

type Body = {
  data: { id: string; kind: string; text: string; ipAddress: string | null; byAnother: boolean }[]
  meta: { perPage: number; nextCursor: string | null }
}

type Client = { get: (path: string) => Promise<{ json: <T>() => T }> }

const eventsOf = async (client: Client, query = '') =>
  (await client.get(`/api/v1/me/events${query}`)).json<Body>()

const kindsOf = ({ data }: Body) => data.map(({ kind }) => kind)

test.group('What happened to an account', () => {
  test('is listed to its owner, the latest first, by cookie and by token', async ({ assert }) => {
    const browser = await signInBrowser()
    const app = await signInApp(browser.person)
    for (const client of [browser, app]) {
      const list = await eventsOf(client)
      assert.deepEqual(kindsOf(list), ['signed_in', 'signed_in', 'account_made'])
      assert.equal(list.data[0].ipAddress, '127.0.0.1')
    }
  })

  test('is none of what happened to others', async ({ assert }) => {
    const app = await signInApp()
    await signInApp()
    assert.lengthOf((await eventsOf(app)).data, 2)
  })

  test('is continued from a cursor, and misses and repeats nothing meanwhile', async ({
    assert,
  }) => {
    const app = await signInApp()
    const first = await eventsOf(app, '?perPage=1')
    await app.api('PATCH', '/api/v1/me', { username: registration().username })
    const rest = await eventsOf(app, `?perPage=10&after=${first.meta.nextCursor}`)
    assert.deepEqual([...kindsOf(first), ...kindsOf(rest)], ['signed_in', 'account_made'])
    assert.isNull(rest.meta.nextCursor)
  })

  test('can be narrowed to what was refused', async ({ assert }) => {
    const app = await signInApp()
    await postJson('/api/v1/tokens', { login: app.person.username, password: 'quite another' })
    assert.deepEqual(kindsOf(await eventsOf(app, '?about=refusals')), ['sign_in_failed'])
  })

  test('cannot be narrowed to: {$self}')
    .with(['?about=nonsense', '?perPage=0', '?after=nonsense'])
    .run(async ({ assert }, query) => {
      const app = await signInApp()
      assert.equal((await app.get(`/api/v1/me/events${query}`)).status, 422)
    })

  test('tells nobody from where another person did it', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const reader = await signInApp()
    const share = await shared(owner, file, { with: reader.person.username })
    await reader.api('DELETE', `/api/v1/shares/${share.id}`)
    const [left] = (await eventsOf(owner)).data
    assert.containSubset(left, { kind: 'share_ended', byAnother: true, ipAddress: null })
    assert.include(left.text, 'by somebody else')
  })
})

test.group('The page of what happened', () => {
  test('says it in sentences, and where from', async ({ assert }) => {
    const browser = await signInBrowser()
    const { text } = await browser.get('/account/activity')
    assert.include(text.slice(text.indexOf('<main')), 'Somebody signed in with your password')
    assert.include(text, '127.0.0.1')
    assert.include((await browser.get('/account/security')).text, 'href="/account/activity"')
  })

  test('leads who says "This wasn’t me" to the end of that sign-in', async ({ assert }) => {
    const browser = await signInBrowser()
    const thief = await signInApp(browser.person)
    const path = `/account/activity/denial?signIn=${thief.pair.signIn.id}`
    const listed = (await browser.get('/account/activity')).text
    assert.include(listed, path)
    const { text } = await browser.get(path)
    assert.include(text, 'End that sign-in')
    await browser.submit(path, {}, `/account/sign-ins/${thief.pair.signIn.id}?_method=DELETE`)
    assert.equal((await thief.get('/api/v1/me')).status, 401)
  })

  test('offers to end no sign-in of somebody else', async ({ assert }) => {
    const browser = await signInBrowser()
    const stranger = await signInApp(await createUser())
    const path = `/account/activity/denial?signIn=${stranger.pair.signIn.id}`
    assert.notInclude((await browser.get(path)).text, 'End that sign-in')
  })
})
