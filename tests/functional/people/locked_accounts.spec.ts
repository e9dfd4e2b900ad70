import { test } from '@japa/runner'
import { ADMIN, DEEDS, requestOf } from '#tests/helpers/deeds'
import { isAccountFree, untilSomebodyWaits } from '#tests/helpers/database/rows'
import { holdTransaction } from '#tests/helpers/database/transactions'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { crown, signInAppOfSuperUser, uncrown } from '#tests/helpers/people/super_user'
import { activate, createUser } from '#tests/helpers/people/users'

/** Two people: the first has the lower id. */
const inOrder = async () => [await createUser(), await createUser()]

const WHO = [
  { who: 'the super user', isFirst: true },
  { who: 'the person', isFirst: false },
]

/** Those that change an account other than the super user's. */
const CONCERNING_SOMEBODY = Object.keys(DEEDS).filter((deed) =>
  /(users\/:id|mails|sign-ins|personal-tokens|super-user)/.test(DEEDS[deed].route)
)

const CASES = CONCERNING_SOMEBODY.flatMap((deed) => WHO.map((order) => ({ deed, ...order })))

test.group('Of two accounts', (group) => {
  group.each.teardown(uncrown)

  test('that of {who} is locked first, where it has the lower id, to {deed}')
    .with(CASES)
    .run(async ({ assert }, { deed, isFirst }) => {
      const [first, second] = await inOrder()
      const [superUser, person] = isFirst ? [first, second] : [second, first]
      const app = await signInApp(superUser)
      await crown(superUser)
      const { method, path, body } = await requestOf(deed, person)
      const trx = await holdTransaction()
      await trx.from('users').where('id', first.id).forUpdate()
      const asked = app.api(method, path, body)
      await untilSomebodyWaits()
      assert.isTrue(await isAccountFree(second))
      await trx.rollback()
      assert.isBelow((await asked).status, 300)
    })

  test('none is held by who waits for a bulk action to stop', async ({ assert }) => {
    const app = await signInAppOfSuperUser()
    const { method, path } = await requestOf('stop a bulk action', app.person)
    const trx = await holdTransaction()
    await trx.from('bulk_actions').where('id', path.split('/').at(-1)!).forUpdate()
    const stopped = app.api(method, path)
    await untilSomebodyWaits()
    assert.isTrue(await isAccountFree(app.person))
    await trx.rollback()
    assert.equal((await stopped).status, 204)
  })
})

/** How often everything is asked for at once. */
const ROUNDS = 25

test.group('Requests that change the same two accounts at once', (group) => {
  group.each.teardown(uncrown)

  test('are all done or refused, where {who} has the lower id')
    .with(WHO)
    .run(async ({ assert }, { isFirst }) => {
      const [first, second] = await inOrder()
      const [superUser, person] = isFirst ? [first, second] : [second, first]
      const app = await signInApp(superUser)
      const of = `${ADMIN}/users/${person.id}`
      const statuses = new Set<number>()
      for (let round = 0; round < ROUNDS; round++) {
        await crown(superUser)
        await activate(person)
        const answers = await Promise.all([
          app.api('PUT', `${ADMIN}/super-user`, { username: person.username }),
          app.api('PATCH', of, { fileLimit: round }),
          app.api('DELETE', `${of}/sign-ins`),
          app.api('PUT', `${of}/email-verifications`),
          app.api('PUT', `${of}/suspension`, { reason: 'Rude.' }),
        ])
        for (const { status } of answers) statuses.add(status)
      }
      assert.notInclude([...statuses], 503)
      assert.includeMembers([200, 204, 404, 409], [...statuses])
    })
    .timeout(120_000)
})
