import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { networkOf } from '#http/network'
import { type App, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { countOf, tryPassword, tryWrong } from '#tests/helpers/people/guesses'
import { whileQueueIsFull } from '#tests/helpers/people/hash_queue'
import { setLimits } from '#tests/helpers/people/limits'
import { createUser, PASSWORD } from '#tests/helpers/people/users'

const times = <T>(count: number, work: (at: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, at) => work(at)))

/** Wrong passwords that are counted against the network that the tests come from. */
async function countedHere() {
  const rows: { points: number }[] = await db
    .from('rate_limits')
    .where('key', 'like', '%:guessesFromNetwork:%')
  return rows.reduce((sum, { points }) => sum + points, 0)
}

const CONFIRMATION = '/api/v1/sign-ins/current/confirmation'

const confirmWrongly = (app: Pick<App, 'api'>) =>
  app.api('PUT', CONFIRMATION, { password: 'not the password' })

test.group('Guessing from one network', (group) => {
  group.each.setup(() => setLimits({ guesses: 1000, guessesFromNetwork: 6 }))

  test('it is stopped across accounts, and a success clears nothing', async ({ assert }) => {
    const own = await createUser()
    for (const login of ['some.one', 'some.body', 'any.body']) {
      await tryWrong(login, 2)
      await tryPassword(own.username, PASSWORD)
    }

    const answer = await tryPassword('any.one')
    assert.equal(answer.status, 429)
    assert.isAtMost(Number(answer.headers['retry-after']), 15 * 60)
    assert.isAtLeast(Number(answer.headers['retry-after']), 14 * 60)
  })

  test('guesses at once do not slip past', async ({ assert }) => {
    const answers = await times(20, (i) => tryPassword(`nobody.${i}`))
    assert.equal(countOf(answers, 400), 6)
    assert.equal(await countedHere(), 6)
  })

  test('guesses at once do not slip past between right ones', async ({ assert }) => {
    const own = await createUser()
    const answers = await times(30, (i) =>
      i % 2 ? tryPassword(own.username, PASSWORD) : tryPassword(`nobody.${i}`)
    )
    assert.equal(countOf(answers, 400), 6)
    assert.equal(await countedHere(), 6)
  })

  test('right passwords cost it nothing, one after the other or at once', async ({ assert }) => {
    const people = [await createUser(), await createUser(), await createUser()]
    await tryWrong('some.one', 5)
    for (let i = 0; i < 10; i++)
      assert.equal((await tryPassword(people[i % 3].username, PASSWORD)).status, 201)
    const answers = await times(25, (i) => tryPassword(people[i % 3].username, PASSWORD))
    assert.equal(countOf(answers, 201), 25)
    assert.equal(await countedHere(), 5)
  })

  test('a school of 110 signs in at eight', async ({ assert, cleanup }) => {
    cleanup(await setLimits({ guessesFromNetwork: 100 }))
    const { username } = await createUser()
    const answers = await times(110, () => tryPassword(username, PASSWORD))
    assert.equal(countOf(answers, 201), 110)
  })

  test('what is refused, or could not be checked, costs it nothing', async ({
    assert,
    cleanup,
  }) => {
    cleanup(await setLimits({ guesses: 1 }))
    const { username } = await createUser()
    await tryWrong(username, 8)
    assert.equal(await countedHere(), 2)
    await whileQueueIsFull(() => tryWrong('some.one', 3))
    assert.equal(await countedHere(), 2)
  })

  test('a wrong confirmation is charged to where it comes from', async ({ assert }) => {
    const app = await signInApp()
    await db.from('sign_ins').where('id', app.pair.signIn.id).update({ ip_address: '203.0.113.9' })
    for (let i = 0; i < 8; i++) await confirmWrongly(app)
    const keys: { key: string }[] = await db
      .from('rate_limits')
      .where('key', 'like', '%:guessesFromNetwork:%')
    assert.lengthOf(keys, 1)
    assert.notInclude(keys[0].key, '203.0.113.9')
    assert.equal(await countedHere(), 6)
    assert.equal((await tryPassword('some.one')).status, 429)
  })
})

test.group('Confirming that it is you, from elsewhere', (group) => {
  group.each.setup(() => setLimits({ guesses: 4, guessesFromNetwork: 1000 }))

  test('uses up nothing where the owner signs in, and is stopped', async ({ assert }) => {
    const thief = await signInApp()
    const { person } = thief
    await db.from('sign_ins').where('user_id', person.id).update({ ip_address: '203.0.113.9' })
    for (let i = 0; i < 5; i++) assert.equal((await confirmWrongly(thief)).status, 422)
    assert.equal((await confirmWrongly(thief)).status, 429)

    const here = { ip_address: '127.0.0.1' }
    await db.from('sign_ins').where('user_id', person.id).update(here)
    const owner = await signInBrowser(person)
    const answer = await owner.api('PUT', CONFIRMATION, { password: PASSWORD })
    assert.equal(answer.status, 204)
  })
})

test.group('A network', () => {
  test('is an IPv4 address, however it is written, or an IPv6 /64: {0}')
    .with([
      ['203.0.113.9', '203.0.113.9'],
      ['::ffff:203.0.113.9', '203.0.113.9'],
      ['::FFFF:cb00:7109', '203.0.113.9'],
      ['0:0:0:0:0:ffff:cb00:7109', '203.0.113.9'],
      ['[::ffff:cb00:7109]:443', '203.0.113.9'],
      ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
      ['2001:DB8:1:2::1', '2001:db8:1:2::/64'],
      ['2001:db8:0001:0002:ffff::', '2001:db8:1:2::/64'],
      ['fe80::1%eth0', 'fe80:0:0:0::/64'],
      ['::1', '0:0:0:0::/64'],
      ['nonsense', 'unreadable'],
    ])
    .run(({ assert }, [address, network]) => {
      assert.equal(networkOf(address), network)
    })
})
