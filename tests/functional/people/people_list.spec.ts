import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import type { App } from '#tests/helpers/clients/sign_in'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { signInAppOfSuperUser, uncrown } from '#tests/helpers/people/super_user'
import { createVerifiedUser } from '#tests/helpers/addresses'
import {
  createUser,
  deleteAccount,
  type Person,
  suspend,
  uniqueName,
} from '#tests/helpers/people/users'

type Listed = {
  data: { id: number; username: string; lastSeenAt: string | null }[]
  meta: { nextCursor: string | null }
}

test.group('The list of people', (group) => {
  let app: App
  group.setup(async () => {
    app = await signInAppOfSuperUser()
    return uncrown
  })

  const list = async (query: Record<string, string>) =>
    (await app.get(`/api/v1/admin/users?${new URLSearchParams(query)}`)).json<Listed>()
  const namesIn = async (query: Record<string, string>) =>
    (await list(query)).data.map(({ username }) => username)

  /** Three whose names share a part that nobody else's has. */
  async function family(create: (names: { username: string; email: string }) => Promise<Person>) {
    const part = uniqueName('kin')
    const people: Person[] = []
    for (const start of ['a', 'b', 'c'])
      people.push(
        await create({
          username: `${start}_${part}`.slice(0, 30),
          email: `${start}.${part}@example.org`,
        })
      )
    return { part, people, names: people.map(({ username }) => username) }
  }

  test('finds by part of a username or an email address, in any case', async ({ assert }) => {
    const { part, names } = await family(createUser)
    assert.sameMembers(await namesIn({ q: part.slice(1) }), names)
    assert.sameMembers(await namesIn({ q: part.toUpperCase() }), names)
    assert.deepEqual(await namesIn({ q: `b.${part}@exam` }), [names[1]])
  })

  test('finds by the beginning where there are only two letters', async ({ assert }) => {
    const person = await createUser({ username: `zq${uniqueName('')}` })
    assert.include(await namesIn({ q: 'ZQ', perPage: '100' }), person.username)
    for (const name of await namesIn({ q: 'zq' })) assert.isTrue(name.startsWith('zq'))
  })

  test('takes what stands for other letters elsewhere as it is: {$self}')
    .with(['%%%', '___%', String.raw`\\\ `, "'or 1=1--"])
    .run(async ({ assert }, q) => {
      assert.deepEqual(await namesIn({ q }), [])
    })

  test('sorts by {sort}')
    .with([
      { sort: 'createdAt', order: [0, 1, 2] },
      { sort: '-createdAt', order: [2, 1, 0] },
      { sort: 'username', order: [0, 1, 2] },
      { sort: '-username', order: [2, 1, 0] },
    ])
    .run(async ({ assert }, { sort, order }) => {
      const { part, names } = await family(createUser)
      assert.deepEqual(
        await namesIn({ q: part, sort }),
        order.map((place) => names[place])
      )
    })

  test('says when somebody was last seen, sorts by it, and filters', async ({ assert }) => {
    const { part, people, names } = await family(createUser)
    const [never, longAgo, lately] = people
    await signInApp(longAgo)
    await signInApp(lately)
    await db
      .from('last_seen')
      .where('user_id', longAgo.id)
      .update({ at: db.raw(`now() - interval '40 days'`) })

    const monthAgo = new Date(Date.now() - 30 * 86_400_000).toISOString()
    assert.deepEqual(await namesIn({ q: part, sort: '-lastSeenAt' }), [
      names[2],
      names[1],
      names[0],
    ])
    assert.deepEqual(await namesIn({ q: part, seenAfter: monthAgo }), [lately.username])
    assert.sameMembers(await namesIn({ q: part, seenBefore: monthAgo }), [
      never.username,
      longAgo.username,
    ])
    const { data } = await list({ q: part, sort: 'lastSeenAt' })
    assert.isNull(data[0].lastSeenAt)
    assert.closeTo(Date.parse(data[2].lastSeenAt!), Date.now(), 60_000)
  })

  test('filters by status', async ({ assert }) => {
    const { part, people, names } = await family(createUser)
    await suspend(people[1])
    await deleteAccount(people[2])
    assert.deepEqual(await namesIn({ q: part, status: 'active' }), [names[0]])
    assert.deepEqual(await namesIn({ q: part, status: 'suspended' }), [names[1]])
    assert.deepEqual(await namesIn({ q: names[2], status: 'deleted' }), [names[2]])
  })

  test('filters by whether the address is confirmed', async ({ assert }) => {
    const unconfirmed = await createUser()
    const confirmed = await createVerifiedUser()
    const isListed = async (person: Person, choice: string) =>
      (await namesIn({ q: person.username, confirmed: choice })).length === 1
    assert.isTrue(await isListed(confirmed, 'true'))
    assert.isFalse(await isListed(unconfirmed, 'true'))
    assert.isTrue(await isListed(unconfirmed, 'false'))
    assert.isFalse(await isListed(confirmed, 'false'))
  })

  test('goes on after a page, and misses no one who was there: sorted by {$self}')
    .with(['createdAt', '-createdAt', 'username', 'lastSeenAt', '-lastSeenAt'])
    .run(async ({ assert }, sort) => {
      const { part, names } = await family(createUser)
      const found: string[] = []
      let after = ''
      for (let pages = 0; pages < 4; pages++) {
        const { data, meta } = await list({ q: part, sort, perPage: '1', ...(after && { after }) })
        found.push(...data.map(({ username }) => username))
        if (!meta.nextCursor) break
        after = meta.nextCursor
        await createUser()
      }
      assert.sameMembers(found, names)
      assert.lengthOf(found, 3)
    })

  test('refuses what it cannot read: {field}={value}')
    .with([
      { field: 'status', value: 'gone' },
      { field: 'confirmed', value: 'maybe' },
      { field: 'seenAfter', value: 'yesterday' },
      { field: 'sort', value: 'password' },
      { field: 'perPage', value: '0' },
      { field: 'after', value: 'forged' },
    ])
    .run(async ({ assert }, { field, value }) => {
      const answer = await app.get(`/api/v1/admin/users?${field}=${value}`)
      assert.deepEqual([answer.status, answer.problem.errors?.[0].field], [422, field])
    })
})
