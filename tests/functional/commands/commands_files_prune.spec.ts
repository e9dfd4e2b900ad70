import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { pruneJob } from '#jobs/prune_job'
import fileStore from '#storage/file_store'
import { PRUNABLE_FILES } from '#files/upkeep/prune'
import { run } from '#tests/helpers/servers/commands'
import { keepFile } from '#tests/helpers/files/files'
import { bytesOf, streamOf } from '#tests/helpers/storage/storage'
import { ageBytes, ago, changeRow, pathOf, rowExists } from '#tests/helpers/storage/stored_files'
import { createUser } from '#tests/helpers/people/users'

const BYTES = bytesOf(1_000)

const hasBytes = async (key: string) => (await fileStore.sizeOf(key)) !== null

async function clearAll() {
  await db.from('files').delete()
  for await (const { key } of fileStore.list()) await fileStore.remove(key)
}

const writeIncoming = async (key: string = randomUUID()) => {
  await fileStore.writeIncoming(key, streamOf(BYTES))
  return key
}

/** Bytes that no row knows. */
async function keepUnknown({ hours }: { hours: number }) {
  const key = await writeIncoming()
  await fileStore.makeFinal(key)
  await ageBytes(pathOf(key), { hours })
  return key
}

test.group('files:prune', (group) => {
  group.each.setup(() => clearAll())
  group.each.teardown(() => clearAll())

  test('removes a file past its time in the bin, with its bytes, and no other', async ({
    assert,
  }) => {
    const owner = await createUser()
    const [kept, binned, due] = [
      await keepFile(owner),
      await keepFile(owner),
      await keepFile(owner),
    ]
    await changeRow(binned.id, { deleted_at: ago('29 days') })
    await changeRow(due.id, { deleted_at: ago('30 days 1 minute') })
    assert.equal((await run('files:prune')).output.at(-1), '[ success ] 1 item removed.')
    for (const { id } of [kept, binned]) {
      assert.isTrue(await rowExists(id))
      assert.isTrue(await hasBytes(id))
    }
    assert.isFalse(await rowExists(due.id))
    assert.isFalse(await hasBytes(due.id))
  })

  test('removes a file that never arrived, whichever name its bytes have, and none that may be on its way', async ({
    assert,
  }) => {
    const owner = await createUser()
    const [early, late, fresh] = [
      await keepFile(owner),
      await keepFile(owner),
      await keepFile(owner),
    ]
    await fileStore.remove(early.id)
    await writeIncoming(early.id)
    await changeRow(early.id, { state: 'incoming', created_at: ago('25 hours') })
    await changeRow(late.id, { state: 'incoming', created_at: ago('25 hours') })
    await changeRow(fresh.id, { state: 'incoming', created_at: ago('23 hours') })
    await run('files:prune')

    const objects = await Array.fromAsync(fileStore.list())
    assert.deepEqual(
      objects.map(({ key }) => key),
      [fresh.id]
    )
    assert.isTrue(await rowExists(fresh.id))
    for (const { id } of [early, late]) assert.isFalse(await rowExists(id))
  })

  test('removes bytes that never became a file, and none that may become one', async ({
    assert,
  }) => {
    const [old, fresh] = [await writeIncoming(), await writeIncoming()]
    await ageBytes(pathOf(old, 'incoming'), { hours: 25 })
    await ageBytes(pathOf(fresh, 'incoming'), { hours: 23 })
    await run('files:prune')
    const objects = await Array.fromAsync(fileStore.list())
    assert.deepEqual(
      objects.map(({ key }) => key),
      [fresh]
    )
  })

  test('removes what is left of the arrival of a file, and not the file', async ({ assert }) => {
    const { id } = await keepFile(await createUser())
    await writeIncoming(id)
    await ageBytes(pathOf(id, 'incoming'), { hours: 25 })
    await run('files:prune')
    const objects = await Array.fromAsync(fileStore.list())
    assert.deepEqual(
      objects.map(({ place }) => place),
      ['final']
    )
  })

  test('removes bytes that belong to no file, once they are a day old', async ({ assert }) => {
    const [old, fresh] = [await keepUnknown({ hours: 25 }), await keepUnknown({ hours: 23 })]
    const known = await keepFile(await createUser())
    await ageBytes(pathOf(known.id), { hours: 1_000 })
    await run('files:prune')
    assert.isFalse(await hasBytes(old))
    assert.isTrue(await hasBytes(fresh))
    assert.isTrue(await hasBytes(known.id))
  })

  test('leaves them alone where they are so many that the database must be the wrong one', async ({
    assert,
  }) => {
    const keys = await Promise.all(Array.from({ length: 101 }, () => keepUnknown({ hours: 25 })))
    const { exitCode, errors } = await run('files:prune')
    assert.equal(exitCode, 1)
    assert.match(errors.at(-1)!, /^\[ error \] 101 objects .*Is it the right one\?/)
    for (const key of keys) assert.isTrue(await hasBytes(key))
  })

  test('counts and removes nothing with --dry-run', async ({ assert }) => {
    const due = await keepFile(await createUser())
    await changeRow(due.id, { deleted_at: ago('31 days') })
    const old = await writeIncoming()
    await ageBytes(pathOf(old, 'incoming'), { hours: 25 })
    const unknown = await keepUnknown({ hours: 25 })

    const { exitCode, output } = await run('files:prune', '--dry-run')
    assert.equal(exitCode, 0)
    assert.deepEqual(
      output.map((line) => line.trim()),
      [
        '0  files whose upload never finished',
        '1  files past their time in the bin',
        '0  idempotency keys of finished uploads',
        '0  expired archives of personal data',
        '0  unfinished uploads',
        '1  stored bytes that never became a file',
        '1  stored bytes that belong to no file',
        '[ success ] 3 items would be removed.',
      ]
    )
    const keys = (await Array.fromAsync(fileStore.list())).map(({ key }) => key)
    assert.sameMembers(keys, [due.id, old, unknown])
    assert.isTrue(await rowExists(due.id))
  })

  test('is done by the server itself too', async ({ assert }) => {
    const due = await keepFile(await createUser())
    await changeRow(due.id, { deleted_at: ago('31 days') })
    await pruneJob.work(new AbortController().signal)
    assert.isFalse(await rowExists(due.id))
    assert.isFalse(await hasBytes(due.id))
  })

  test('leaves a file that somebody is just restoring', async ({ assert }) => {
    const { id } = await keepFile(await createUser())
    await changeRow(id, { deleted_at: ago('31 days') })
    await db.transaction(async (trx) => {
      await trx.from('files').where('id', id).update({ deleted_at: null })
      await run('files:prune')
    })
    assert.isTrue(await rowExists(id))
    assert.isTrue(await hasBytes(id))
  })

  test('finds what it looks for by an index: {what}')
    .with(PRUNABLE_FILES)
    .run(async ({ assert }, { where, bindings }) => {
      const plan = await db.transaction(async (trx) => {
        await trx.rawQuery('set local enable_seqscan = off')
        const { rows } = await trx.rawQuery<{ rows: Record<string, string>[] }>(
          `explain select from files where ${where}`,
          bindings
        )
        return rows.map((row) => row['QUERY PLAN']).join('\n')
      })
      assert.match(plan, /Index (Only )?Scan.* on files/)
    })
})
