import { test } from '@japa/runner'
import { postJson } from '#tests/helpers/clients/http'
import { createUser, PASSWORD, uniqueName } from '#tests/helpers/people/users'

const brokenBy = async (registration: object) => {
  const { problem } = await postJson('/api/v1/users', registration)
  return problem.errors!.map(({ field, rule }) => `${field} ${rule}`)
}

/** Each of these would tell whose a name is, of a form that makes no account and is not counted. */
test.group('A registration that cannot succeed', () => {
  test('does not say whether a name is taken: {0}')
    .with([
      ['a common password', { password: 'password1234' }, ['password common_password']],
      ['a short one', { password: 'short' }, ['password minLength']],
    ] as const)
    .run(async ({ assert }, [, wrong, broken]) => {
      const { username, email } = await createUser()
      assert.deepEqual(await brokenBy({ username, email, ...wrong }), [...broken])
    })

  test('names one of two names that are taken', async ({ assert }) => {
    const [one, other] = [await createUser(), await createUser()]
    const taken = { username: one.username, email: other.email, password: PASSWORD }
    assert.deepEqual(await brokenBy(taken), ['username unique'])
    const free = { ...taken, email: `${uniqueName()}@example.org` }
    assert.deepEqual(await brokenBy(free), ['username unique'])
  })
})
