import { test } from '@japa/runner'
import { CREDENTIALS, SESSION_COOKIE, signInBy } from '#tests/helpers/clients/sign_in'
import { ORIGIN } from '#tests/helpers/clients/http'
import { PASSWORD, uniqueName } from '#tests/helpers/people/users'
import { ageConfirmation } from '#tests/helpers/time'

const PATHS = ['/api/v1/me', '/api/v1/files', '/account', '/confirm']

test.group('A current password in the address of something to read', () => {
  test('is none: nothing is checked and nothing confirmed: {path} by {by}')
    .with(CREDENTIALS.flatMap((by) => PATHS.map((path) => ({ by, path }))))
    .run(async ({ assert }, { by, path }) => {
      const client = await signInBy(by)
      const { status } = await client.get(path)
      await ageConfirmation(client.person.id, 60)
      for (const password of ['not the password', PASSWORD]) {
        const address = `${path}?currentPassword=${encodeURIComponent(password)}`
        // By the whole origin: it is not compared with /openapi.json, which knows no such parameter.
        const answer = await client.send('GET', address, { origin: ORIGIN })
        assert.deepEqual([answer.status, answer.cookie(SESSION_COOKIE)], [status, undefined])
      }
      const email = `${uniqueName()}@example.org`
      const change = await client.api('PATCH', '/api/v1/me', { email })
      assert.equal(change.problem.code, 'reauthentication_required')
    })
})
