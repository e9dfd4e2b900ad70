import { test } from '@japa/runner'
import { get, send } from '#tests/helpers/clients/http'
import { makeScript } from '#tests/helpers/clients/scripts'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { letTimePass } from '#tests/helpers/time'
import { createSuperUser, crown, uncrown } from '#tests/helpers/people/super_user'
import { createUser, suspend } from '#tests/helpers/people/users'

const PLACES = [
  ...['/api/v1/admin/users', '/api/v1/admin/users/1', '/admin/people', '/admin/people/1'],
  ...['/api/v1/admin/bulk-actions', '/admin/bulk-actions', '/admin/bulk-actions/new'],
]

test.group('What is the super user’s alone', (group) => {
  group.each.teardown(uncrown)

  test('is not there for a visitor: {$self}')
    .with(PLACES)
    .run(async ({ assert }, path) => {
      assert.equal((await get(path)).status, 404)
    })

  test('is not there for anybody else: {$self}')
    .with(PLACES)
    .run(async ({ assert }, path) => {
      for (const client of [await signInBrowser(), await signInApp()])
        assert.equal((await client.get(path)).status, 404)
    })

  test('is not there with a body that cannot be read, {$self}')
    .with([
      { type: 'application/json', body: '{"username":' },
      { type: 'application/json', body: Buffer.from([0xff]) },
      { type: 'text/plain', body: 'username=ann' },
      { type: 'application/x-www-form-urlencoded', body: 'username=%ff' },
      { type: 'multipart/form-data; boundary=x', body: '--x\r\nbroken' },
      { type: 'application/json', body: `"${'a'.repeat(70_000)}"` },
    ])
    .run(async ({ assert }, { type, body }) => {
      const clients = [await signInBrowser(), await signInApp()]
      for (const path of ['/api/v1/admin/users', '/admin/invitations']) {
        const options = { body, headers: { 'Content-Type': type } }
        assert.equal((await send('POST', path, options)).status, 404, `${path}, a visitor`)
        for (const client of clients)
          assert.equal((await client.send('POST', path, options)).status, 404, path)
      }
    })

  test('is not there for a super user who is suspended', async ({ assert }) => {
    const person = await createUser()
    const [browser, app] = [await signInBrowser(person), await signInApp(person)]
    await suspend(person)
    await crown(person)
    assert.equal((await browser.get('/admin/people')).status, 404)
    assert.equal((await app.get('/api/v1/admin/users')).status, 404)
  })

  test('is there for a personal token with the scope admin, and for no other', async ({
    assert,
  }) => {
    const app = await signInApp(await createSuperUser())
    const statusFor = async (scopes: string[]) =>
      (await (await makeScript(scopes, app)).get('/api/v1/admin/users')).status
    assert.equal(await statusFor(['admin']), 200)
    assert.equal(await statusFor(['profile:read', 'files:read']), 404)
  })

  test('tells an app that its token has expired, so that it refreshes it', async ({ assert }) => {
    const app = await signInApp(await createSuperUser())
    await letTimePass(app.person, { minutes: 16 })
    assert.equal((await app.get('/api/v1/admin/users')).problem.code, 'invalid_token')
    await app.refresh()
    assert.equal((await app.get('/api/v1/admin/users')).status, 200)
  })

  test('is in the menu of the super user only', async ({ assert }) => {
    const link = 'href="/admin"'
    assert.include(
      (await (await signInBrowser(await createSuperUser())).get('/account')).text,
      link
    )
    assert.notInclude((await (await signInBrowser()).get('/account')).text, link)
  })
})
