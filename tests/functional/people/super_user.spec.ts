import { test } from '@japa/runner'
import User from '#models/user'
import { CREDENTIALS, signInApp, signInBrowser, signInBy } from '#tests/helpers/clients/sign_in'
import { run, spawnAce } from '#tests/helpers/servers/commands'
import { ageConfirmation } from '#tests/helpers/time'
import { createSuperUser, uncrown } from '#tests/helpers/people/super_user'
import { createUser, PASSWORD, suspend, uniqueName } from '#tests/helpers/people/users'

const holders = async () => (await User.query().where('is_super_user', true)).map(({ id }) => id)

test.group('Handing the role of the super user over', (group) => {
  group.each.teardown(uncrown)

  test('makes somebody else the one, and finds nothing from then on, by {$self}')
    .with(CREDENTIALS)
    .run(async ({ assert }, credential) => {
      const client = await signInBy(credential, await createSuperUser())
      const heir = await createUser()
      const answer = await client.api('PUT', '/api/v1/admin/super-user', {
        username: heir.username,
      })
      assert.equal(answer.status, 200)
      assert.deepEqual(await holders(), [heir.id])
      assert.equal((await client.get('/api/v1/admin/users')).status, 404)
      assert.equal((await (await signInApp(heir)).get('/api/v1/admin/users')).status, 200)
    })

  test('leaves one super user of 20 at once', async ({ assert }) => {
    const app = await signInApp(await createSuperUser())
    const heirs = await Promise.all(Array.from({ length: 20 }, () => createUser()))
    const answers = await Promise.all(
      heirs.map(({ username }) => app.api('PUT', '/api/v1/admin/super-user', { username }))
    )
    const done = answers.map(({ status }) => status).filter((status) => status === 200)
    assert.lengthOf(done, 1)
    const winner = heirs[answers.findIndex(({ status }) => status === 200)]
    assert.deepEqual(await holders(), [winner.id])
  })

  test('asks for the password', async ({ assert }) => {
    const app = await signInApp(await createSuperUser())
    await ageConfirmation(app.person.id, 16)
    const { username } = await createUser()
    const ask = (more: object) => app.api('PUT', '/api/v1/admin/super-user', { username, ...more })
    assert.equal((await ask({})).problem.code, 'reauthentication_required')
    assert.equal((await ask({ currentPassword: 'not the password' })).status, 422)
    assert.deepEqual(await holders(), [app.person.id])
    assert.equal((await ask({ currentPassword: PASSWORD })).status, 200)
  })

  test('is refused for nobody, for oneself and for who is suspended', async ({ assert }) => {
    const app = await signInApp(await createSuperUser())
    const suspended = await createUser()
    await suspend(suspended)
    for (const [username, status] of [
      [uniqueName('nobody').slice(0, 30), 422],
      [app.person.username, 422],
      [suspended.username, 409],
    ] as const)
      assert.equal((await app.api('PUT', '/api/v1/admin/super-user', { username })).status, status)
    assert.deepEqual(await holders(), [app.person.id])
  })

  test('works on the page, by the name and the password', async ({ assert }) => {
    const browser = await signInBrowser(await createSuperUser())
    const heir = await createUser()
    const send = (fields: Record<string, string>) =>
      browser.submit('/admin/super-user', fields, '/admin/super-user?_method=PUT')
    assert.equal((await send({ username: heir.username })).headers.location, '/admin/super-user')
    assert.deepEqual(await holders(), [browser.person.id])
    const { headers } = await send({ username: heir.username, currentPassword: PASSWORD })
    assert.equal(headers.location, '/account')
    assert.deepEqual(await holders(), [heir.id])
  })
})

test.group('The super user', (group) => {
  group.each.teardown(uncrown)

  test('cannot delete itself', async ({ assert }) => {
    const app = await signInApp(await createSuperUser())
    const body = { currentPassword: PASSWORD }
    for (const path of ['/api/v1/me', `/api/v1/admin/users/${app.person.id}`])
      assert.equal((await app.api('DELETE', path, body)).status, 409)
    assert.equal((await app.get('/api/v1/me')).status, 200)
  })

  test('is made by user:create --super where there is none, and by nobody after', async ({
    assert,
  }) => {
    const make = (username: string) =>
      spawnAce(
        ['user:create', username, `${username}@example.org`, '--super', '--password-stdin'],
        {
          input: PASSWORD,
        }
      )
    const [first, second] = [uniqueName('first'), uniqueName('second')]
    const made = await make(first)
    assert.equal(made.exitCode, 0, made.errors.join())
    assert.include(made.output.join(), 'is the super user')

    const refused = await run(
      'user:create',
      second,
      `${second}@example.org`,
      '--super',
      '--password-stdin'
    )
    assert.equal(refused.exitCode, 1)
    assert.include(refused.errors.join(), `There is already a super user: ${first}.`)
    assert.isNull(await User.findByLogin(second))
  })
})
