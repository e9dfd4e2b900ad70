import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { test } from '@japa/runner'
import { problems } from '#exceptions/problem'
import fileStore from '#storage/file_store'
import { signInApp } from '#tests/helpers/clients/sign_in'
import {
  bearer,
  bytesOfSize,
  drain,
  ownerOfPromised,
  replaceReads,
  startDownload,
  watchReads,
} from '#tests/helpers/clients/downloads'
import { letTimePass } from '#tests/helpers/time'
import { keepFile } from '#tests/helpers/files/files'
import { ORIGIN } from '#tests/helpers/clients/http'
import { untilSomebodyWaits } from '#tests/helpers/database/rows'
import { until } from '#tests/helpers/until'
import { holdTransaction } from '#tests/helpers/database/transactions'

const MB = 1024 * 1024
const run = promisify(execFile)

test.group('A download', () => {
  test('is every byte, in many parts as in one', async ({ assert }) => {
    const owner = await signInApp()
    const bytes = randomBytes(5 * MB + 17)
    const { path } = await keepFile(owner.person, { bytes })
    const { response } = await startDownload(path, bearer(owner))
    assert.isTrue(bytes.equals(Buffer.concat(await response.toArray())))
  })

  test('that was broken off is resumed by curl', async ({ assert, cleanup }) => {
    const owner = await signInApp()
    const bytes = randomBytes(MB)
    const { path } = await keepFile(owner.person, { bytes })
    const folder = await mkdtemp(join(tmpdir(), 'gatehouse-test-'))
    cleanup(() => rm(folder, { recursive: true }))
    const target = join(folder, 'file')
    const [[header, value]] = Object.entries(bearer(owner))
    const curl = ['--silent', '--show-error', '--fail', '-H', `${header}: ${value}`, '-o', target]

    await run('curl', [...curl, ORIGIN + path])
    await truncate(target, 123_456)
    await run('curl', [...curl, '--continue-at', '-', ORIGIN + path])
    assert.isTrue(bytes.equals(await readFile(target)))
  })

  test('asks the storage for no more than it sends, and for HEAD and 304 for nothing', async ({
    assert,
    cleanup,
  }) => {
    const owner = await signInApp()
    const { path } = await keepFile(owner.person, { bytes: '0123456789' })
    const asked: unknown[] = []
    const { undo } = replaceReads(async (_, range) => {
      asked.push(range)
      return Readable.from([Buffer.from('234')])
    })
    cleanup(undo)

    const { headers } = await owner.send('HEAD', path)
    await owner.get(path, { 'If-None-Match': headers.etag! })
    assert.deepEqual(asked, [])
    await owner.get(path, { Range: 'bytes=2-4' })
    assert.deepEqual(asked, [{ start: 2, end: 4 }])
  })

  test('lets go of the storage when its client leaves', async ({ assert, cleanup }) => {
    const owner = await signInApp()
    const { path } = await keepFile(owner.person, { bytes: Buffer.alloc(8 * MB) })
    const { seen, undo } = watchReads()
    cleanup(undo)

    const { response } = await startDownload(path, bearer(owner))
    await once(response, 'data')
    response.destroy()
    await until('the storage is let go of', () => seen.destroyed === 1)
    assert.equal(seen.given, 1)
  })

  test('is as slow as its client, and keeps little in memory', async ({ assert, cleanup }) => {
    const size = 256 * MB
    const { owner, path } = await ownerOfPromised(size)
    let given = 0
    const { undo } = replaceReads(async () =>
      bytesOfSize(size).on('data', (it) => (given += it.length))
    )
    cleanup(undo)

    const { response } = await startDownload(path, bearer(owner))
    await wait(300)
    assert.isBelow(given, 32 * MB)
    const before = process.memoryUsage().rss
    assert.deepEqual(await drain(response), { bytes: size, isWhole: true })
    assert.isBelow(process.memoryUsage().rss - before, 128 * MB)
  })

  test('of a hundred at once holds little in memory for each', async ({ assert }) => {
    const owner = await signInApp()
    const { path } = await keepFile(owner.person, { bytes: Buffer.alloc(16 * MB) })
    const before = process.memoryUsage().rss
    const downloads = await Promise.all(
      Array.from({ length: 100 }, () => startDownload(path, bearer(owner)))
    )
    await wait(300)
    assert.isBelow(process.memoryUsage().rss - before, 100 * MB)
    for (const { request } of downloads) request.destroy()
  })
})

test.group('A storage that fails', () => {
  test('before the first byte is away: {about}')
    .with([
      { about: 'it says so', read: async () => Promise.reject(problems.unavailable()) },
      { about: 'its stream breaks', read: async () => bytesOfSize(0, new Error('broken')) },
      { about: 'its stream is empty', read: async () => bytesOfSize(0) },
    ])
    .run(async ({ assert, cleanup }, { read }) => {
      const { owner, path } = await ownerOfPromised(1_000)
      cleanup(replaceReads(read).undo)
      const answer = await owner.get(path)
      assert.equal(answer.status, 503)
      assert.equal(answer.problem.code, 'unavailable')
      assert.isDefined(answer.headers['retry-after'])
      for (const name of ['etag', 'content-disposition', 'accept-ranges'])
        assert.notProperty(answer.headers, name)
    })

  test('in the midst breaks the connection off: {about}')
    .with([
      { about: 'an error', read: async () => bytesOfSize(2 * MB, new Error('broken')) },
      { about: 'too few bytes', read: async () => bytesOfSize(2 * MB) },
      { about: 'too many bytes', read: async () => bytesOfSize(20 * MB) },
    ])
    .run(async ({ assert, cleanup }, { read }) => {
      const { owner, path } = await ownerOfPromised(4 * MB)
      const { streams, undo } = replaceReads(read)
      cleanup(undo)
      const { response } = await startDownload(path, bearer(owner))
      const { bytes, isWhole } = await drain(response)
      assert.isFalse(isWhole)
      assert.isBelow(bytes, 4 * MB + 1)
      assert.isTrue(streams[0].destroyed)
    })

  test('just before the answer begins does not leave the client waiting', async ({
    assert,
    cleanup,
  }) => {
    const { owner, path } = await ownerOfPromised(MB)
    const read = async () => {
      const source = new Readable({ read() {} })
      source.push(Buffer.alloc(1_000))
      source.push(Buffer.alloc(1_000))
      return source
    }
    const { streams, undo } = replaceReads(read)
    cleanup(undo)

    // Between the first byte and the answer last-seen is written: it waits for this lock.
    await letTimePass(owner.person, { minutes: 5 })
    const trx = await holdTransaction()
    await trx.from('sign_ins').where('user_id', owner.person.id).forUpdate()
    const brokenOff = assert.rejects(() => owner.get(path), /ECONNRESET|hang up|aborted/)
    await untilSomebodyWaits()
    streams[0].destroy(new Error('broken'))
    await once(streams[0], 'close').catch(() => {})
    await trx.rollback()
    await brokenOff
  })

  test('that lost a file says nothing of where it was', async ({ assert }) => {
    const owner = await signInApp()
    const file = await keepFile(owner.person)
    await fileStore.remove(file.id)
    const answer = await owner.get(file.path)
    assert.equal(answer.status, 503)
    assert.notInclude(answer.text, file.id)
  })
})
