import { buffer } from 'node:stream/consumers'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import fileStore from '#storage/file_store'
import { run, spawnAce } from '#tests/helpers/servers/commands'
import { keepFile } from '#tests/helpers/files/files'
import { LocalStorage, S3Storage, streamOf } from '#tests/helpers/storage/storage'
import { damage } from '#tests/helpers/storage/stored_files'
import { until } from '#tests/helpers/until'
import { givePicture } from '#tests/helpers/people/pictures'
import { createUser, type Person } from '#tests/helpers/people/users'

test.group('files:copy', (group) => {
  const bucket = new S3Storage()
  let owner: Person

  group.setup(async () => {
    owner = await createUser()
    await bucket.start()
  })
  group.teardown(() => bucket.stop())
  group.each.setup(() => clear())
  group.each.teardown(() => clear())

  async function clear() {
    for (const table of ['files', 'pictures']) await db.from(table).delete()
    for (const store of [fileStore, bucket.store])
      for await (const { key } of store.list()) await store.remove(key)
  }

  const copy = (from: string, to: string, settings: Record<string, string> = {}) =>
    spawnAce(['files:copy', '--from', from, '--to', to], {
      settings: { ...bucket.server.settings, STORAGE_DISK: 'local', ...settings },
    })

  const writeTo = async ({ store }: S3Storage, key: string, bytes: string) => {
    await store.writeIncoming(key, streamOf(Buffer.from(bytes)))
    await store.makeFinal(key)
  }

  const bytesIn = async ({ store }: S3Storage | LocalStorage, key: string) =>
    String(await buffer(await store.read(key)))

  test('copies every file to the bucket, and does not copy it twice', async ({ assert }) => {
    const files = [await keepFile(owner), await keepFile(owner, { bytes: '' })]
    const first = await copy('local', 's3')
    assert.equal(first.exitCode, 0)
    assert.match(first.output.at(-1)!, /2 files copied, 0 already there\./)
    for (const { id } of files)
      assert.equal(await bytesIn(bucket, id), String(await buffer(await fileStore.read(id))))

    const second = await copy('local', 's3')
    assert.match(second.output.at(-1)!, /0 files copied, 2 already there\./)
  })

  test('copies pictures of people as well', async ({ assert }) => {
    await givePicture(owner)
    const { output } = await copy('local', 's3')
    assert.match(output.at(-1)!, /2 files copied/)
  })

  test('copies back into a folder', async ({ assert, cleanup }) => {
    const folder = new LocalStorage()
    await folder.start()
    cleanup(() => folder.stop())
    const { id } = await keepFile(owner, { bytes: 'from the bucket' })
    await writeTo(bucket, id, 'from the bucket')

    const settings = { STORAGE_LOCAL_ROOT: folder.root }
    const { exitCode, output } = await copy('s3', 'local', settings)
    assert.equal(exitCode, 0)
    assert.match(output.at(-1)!, /1 file copied/)
    assert.equal(await bytesIn(folder, id), 'from the bucket')
  })

  test('copies many files, some at once', async ({ assert }) => {
    for (let i = 0; i < 60; i++) await keepFile(owner, { bytes: `number ${i}` })
    const { exitCode, output, errors } = await copy('local', 's3')
    assert.equal(exitCode, 0, errors.join())
    assert.match(output.at(-1)!, /60 files copied/)
  })

  test('stops at once when it is told to by {$self}')
    .with(['SIGINT', 'SIGTERM'] as const)
    .run(async ({ assert, cleanup }, signal) => {
      await keepFile(owner)
      const { server } = bucket
      server.isSilent = true
      cleanup(() => void (server.isSilent = false))
      const asked = server.requests.length
      const isDue = () => until('it works', () => server.requests.length > asked)
      const { exitCode, errors } = await spawnAce(['files:copy', '--from=local', '--to=s3'], {
        settings: { ...server.settings, STORAGE_DISK: 'local' },
        interruption: { signal, isDue },
      })
      assert.equal(exitCode, signal === 'SIGINT' ? 130 : 143)
      assert.deepEqual(errors, ['Stopped.'])
    })

  test('does the rest where it was stopped, and again what was copied badly', async ({
    assert,
  }) => {
    const files = [
      await keepFile(owner, { bytes: 'there already' }),
      await keepFile(owner, { bytes: 'copied badly.' }),
      await keepFile(owner, { bytes: 'copied in part' }),
      await keepFile(owner, { bytes: 'not copied yet' }),
    ]
    await writeTo(bucket, files[0].id, 'there already')
    await writeTo(bucket, files[1].id, 'copied bodly.')
    await bucket.store.writeIncoming(files[2].id, streamOf(Buffer.from('copied i')))

    const { output } = await copy('local', 's3')
    assert.match(output.at(-1)!, /3 files copied, 1 already there\./)
    for (const { id } of files)
      assert.equal(await bytesIn(bucket, id), String(await buffer(await fileStore.read(id))))
  })

  test('names what it cannot copy, copies the rest, and fails', async ({ assert }) => {
    const [missing, changed, whole] = [
      await keepFile(owner),
      await keepFile(owner, { bytes: 'as it was' }),
      await keepFile(owner),
    ]
    await fileStore.remove(missing.id)
    await damage(changed.id, 'as it is.')

    const { exitCode, output, errors } = await copy('local', 's3')
    assert.equal(exitCode, 1)
    assert.sameMembers(output, [
      `missing  ${missing.id}  of account ${owner.id}`,
      `changed  ${changed.id}  of account ${owner.id}`,
    ])
    assert.match(errors.at(-1)!, /1 file copied, 0 already there; 1 missing on local, 1 changed\./)
    const copied = await Array.fromAsync(bucket.store.list())
    assert.deepEqual(
      copied.map(({ key }) => key),
      [whole.id]
    )
  })

  test('says in one line that the bucket is away, and leaves nothing half-done', async ({
    assert,
  }) => {
    await keepFile(owner)
    bucket.server.fails = ({ method }) => method === 'PUT'
    const { exitCode, errors } = await copy('local', 's3')
    bucket.server.fails = () => false
    assert.equal(exitCode, 1)
    assert.match(errors.at(-1)!, /The storage failed to write [0-9a-f-]{36}: InternalError$/)
    assert.isEmpty(await Array.fromAsync(bucket.store.list()))
  })

  test('is refused from {0} to {1}')
    .with([
      ['local', 'local'],
      ['local', 'floppy'],
    ])
    .run(async ({ assert }, [from, to]) => {
      const { exitCode, errors } = await run('files:copy', '--from', from, '--to', to)
      assert.equal(exitCode, 1)
      assert.deepEqual(errors, ['[ error ] Use --from local --to s3, or --from s3 --to local.'])
    })

  test('is refused without a word on where from', async ({ assert }) => {
    const { exitCode, errors } = await run('files:copy')
    assert.equal(exitCode, 1)
    assert.deepEqual(errors, ['[ error ] Use --from local --to s3, or --from s3 --to local.'])
  })

  test('is refused where no bucket is configured', async ({ assert }) => {
    const { exitCode, errors } = await run('files:copy', '--from', 'local', '--to', 's3')
    assert.equal(exitCode, 1)
    assert.deepEqual(errors, ['[ error ] STORAGE_S3_BUCKET: is missing. It names the bucket.'])
  })
})
