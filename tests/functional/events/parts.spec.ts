import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { forgetEvents, sealAll, verify } from '#tests/helpers/database/events'
import { ELSEWHERE, insertEvents, sealElsewhere } from '#tests/helpers/events/elsewhere'
import { createUser } from '#tests/helpers/people/users'

/** More than one seal holds. */
const MANY = 2_300

async function sizesOfSeals(): Promise<number[]> {
  const seals = await db.from('event_seals').orderBy('number')
  return seals.map(({ event_ids: ids }) => ids.length)
}

test.group('Events that are sealed in parts', (group) => {
  group.each.setup(forgetEvents)
  group.each.teardown(forgetEvents)

  test('are those of one transaction that wrote many', async ({ assert }) => {
    await insertEvents(MANY)
    await createUser()
    await sealAll()
    const sizes = await sizesOfSeals()
    assert.deepEqual(sizes.slice(0, 2), [1_000, 1_000])
    assert.isAtMost(Math.max(...sizes), 1_000)
    const { exitCode, said } = await verify()
    assert.equal(exitCode, 0, said)
    assert.include(said, 'Not sealed yet: 0.')
  })

  test('do not verify with one more of that transaction', async ({ assert }) => {
    await insertEvents(MANY)
    await sealAll()
    const { written_by: writtenBy } = await db.from('events').firstOrFail()
    await insertEvents(1, writtenBy)
    const { id } = await db.from('events').orderBy('id', 'desc').firstOrFail()
    const { exitCode, said } = await verify()
    assert.equal(exitCode, 1)
    assert.include(said, `Event ${id} was added later.`)
  })

  test('go on in another cluster', async ({ assert }) => {
    await insertEvents(3, ELSEWHERE)
    await sealElsewhere()
    await insertEvents(MANY, ELSEWHERE + 7)
    await createUser()
    await sealAll()
    await createUser()
    await sealAll()
    assert.isAtMost(Math.max(...(await sizesOfSeals())), 1_000)
    const { exitCode, said } = await verify()
    assert.equal(exitCode, 0, said)
    assert.include(said, 'Not sealed yet: 0.')
  })
})
