import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { address, keepFiles, list, walk } from '#tests/helpers/files/file_lists'
import { keepFile } from '#tests/helpers/files/files'

test.group('The next page of files', () => {
  const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g']

  test('misses none and repeats none, sorted by {$self}')
    .with(['name', '-name', 'size', '-size', 'createdAt', '-createdAt'])
    .run(async ({ assert }, sort) => {
      const owner = await signInApp()
      await keepFiles(owner.person, NAMES)
      const all = (await list(owner, { sort })).names
      assert.deepEqual(await walk(owner, { sort, perPage: '3' }), all)
      assert.lengthOf(all, NAMES.length)
    })

  test('tells apart what was made in one moment, or called the same', async ({ assert }) => {
    const owner = await signInApp()
    for (let i = 0; i < 5; i++) await keepFile(owner.person, { name: 'same' })
    await db.from('files').where('owner_id', owner.person.id).update({ created_at: new Date() })
    for (const sort of ['name', '-createdAt', '-size'])
      assert.lengthOf(await walk(owner, { sort, perPage: '2' }), 5)
  })

  test('goes by the microsecond', async ({ assert }) => {
    const owner = await signInApp()
    await keepFiles(owner.person, NAMES)
    await db.rawQuery(
      `update files set created_at = timestamptz '2026-01-01 12:00:00.123Z'
         + make_interval(secs => (ascii(name) - 97) * 0.000001)
       where owner_id = ?`,
      [owner.person.id]
    )
    assert.deepEqual(await walk(owner, { sort: 'createdAt', perPage: '2' }), NAMES)
  })

  test('stays right while files come and go', async ({ assert }) => {
    const owner = await signInApp()
    await keepFiles(owner.person, NAMES)
    let added = 0
    const walked = await walk(owner, { perPage: '2' }, async () => {
      await keepFile(owner.person, { name: `new ${added++}` })
      await db.from('files').where('owner_id', owner.person.id).where('name', 'g').delete()
    })
    assert.deepEqual(walked, [...NAMES].reverse())
    assert.isAbove(added, 3)
  })

  test('is of the same list and order, and of nothing made up', async ({ assert }) => {
    const owner = await signInApp()
    await keepFiles(owner.person, NAMES)
    const { nextCursor } = (await list(owner, { perPage: '2' })).meta
    const after = nextCursor!
    const forged = Buffer.from(JSON.stringify({ message: ['x', 'y'] })).toString('base64url')

    for (const query of [
      address({ after, sort: 'name' }),
      address({ after, shared: 'with-me' }),
      address({ after }, '/api/v1/bin'),
      address({ after: `${after}x` }),
      address({ after: after.slice(1) }),
      address({ after: 'x'.repeat(5_000) }),
      address({ after: `${forged}.${after.split('.')[1]}` }),
    ]) {
      const answer = await owner.get(query)
      assert.equal(answer.status, 422, query)
      assert.equal(answer.problem.errors![0].field, 'after')
    }
    const next = await list(owner, { after, perPage: '2' })
    assert.deepEqual(next.names, ['e', 'd'])
    assert.isNull(next.meta.currentPage)
  })
})
