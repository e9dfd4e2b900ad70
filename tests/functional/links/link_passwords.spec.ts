import { test } from '@japa/runner'
import { signInOwner } from '#tests/helpers/files/sharing'

test.group('The password of a link', () => {
  test('has six characters or more, as people count: {password}')
    .with([
      { password: 'lakes', status: 422 },
      { password: 'lakes!', status: 201 },
      { password: '🌲🌊🌙⭐🔥', status: 422 },
      { password: '🌲🌊🌙⭐🔥🐉', status: 201 },
      { password: 'e\u0301'.repeat(5), status: 422 },
    ])
    .run(async ({ assert }, { password, status }) => {
      const { owner, file } = await signInOwner()
      const answer = await owner.api('POST', `/api/v1/files/${file.id}/links`, { password })
      assert.equal(answer.status, status)
      const broken = answer.problem?.errors?.map(({ rule, message }) => [rule, message])
      const told = [['minLength', 'Choose a password of at least 6 characters.']]
      if (status === 422) assert.deepEqual(broken, told)
    })
})
