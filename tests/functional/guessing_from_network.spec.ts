import { test } from '@japa/runner'
import { countOf, tryPassword, tryWrong } from '#tests/helpers/guesses'
import { setLimits } from '#tests/helpers/limits'
import { createUser, PASSWORD } from '#tests/helpers/users'

test.group('Guessing from one network', (group) => {
  group.each.setup(() => setLimits({ guesses: 1000, guessesFromNetwork: 6 }))

  test('it is stopped across accounts, and a success clears nothing', async ({ assert }) => {
    const own = await createUser()
    await tryWrong('some.one', 2)
    await tryPassword(own.username, PASSWORD)
    await tryWrong('some.body', 2)
    await tryPassword(own.username, PASSWORD)

    const answer = await tryPassword('any.one')
    assert.equal(answer.status, 429)
    assert.isAtMost(Number(answer.headers['retry-after']), 15 * 60)
    assert.isAtLeast(Number(answer.headers['retry-after']), 14 * 60)
  })

  test('guesses at once do not slip past', async ({ assert }) => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => tryPassword(`nobody.${i}`))
    )
    assert.equal(countOf(answers, 400), 6)
  })
})
