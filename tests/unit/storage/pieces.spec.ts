import { randomBytes } from 'node:crypto'
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { test } from '@japa/runner'
import { FilePieces, piecesOf } from '#storage/pieces'
import type { Pieces } from '#storage/storage_driver'

const MB = 1024 * 1024

async function takeAll(pieces: Pieces) {
  const taken: Buffer[] = []
  for (let piece = await pieces.next(); piece; piece = await pieces.next())
    taken.push(Buffer.from(piece))
  return Buffer.concat(taken)
}

test.group('Pieces', (group) => {
  const bytes = randomBytes(MB + 17)
  let folder: string
  let path: string

  group.setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatehouse-test-'))
    path = join(folder, 'file')
    await writeFile(path, bytes)
    return () => rm(folder, { recursive: true })
  })

  test('of a file are its bytes from {start} to {end}')
    .with([
      { start: 0, end: MB + 16 },
      { start: 5, end: 5 },
      { start: 1_000, end: 700_000 },
      { start: MB, end: MB + 16 },
    ])
    .run(async ({ assert, cleanup }, range) => {
      const pieces = new FilePieces(await open(path), range)
      cleanup(() => pieces.destroy())
      assert.isTrue(bytes.subarray(range.start, range.end + 1).equals(await takeAll(pieces)))
    })

  test('of a file that is too short end where it does', async ({ assert, cleanup }) => {
    const pieces = new FilePieces(await open(path), { start: MB, end: 2 * MB })
    cleanup(() => pieces.destroy())
    assert.lengthOf(await takeAll(pieces), 17)
  })

  test('of a file take one place in memory, however many there are', async ({
    assert,
    cleanup,
  }) => {
    const pieces = new FilePieces(await open(path), { start: 0, end: MB })
    cleanup(() => pieces.destroy())
    const [first, second] = [await pieces.next(), await pieces.next()]
    assert.strictEqual(first!.buffer, second!.buffer)
    assert.isAtMost(first!.buffer.byteLength, 256 * 1024)
  })

  test('of a file close it when nobody wants them any more', async ({ assert }) => {
    const file = await open(path)
    const pieces = new FilePieces(file, { start: 0, end: MB })
    await pieces.next()
    pieces.destroy()
    pieces.destroy()
    await assert.rejects(() => pieces.next(), /closed|EBADF/)
    assert.equal(file.fd, -1)
  })

  test('of a stream are its chunks, and what goes wrong with it', async ({ assert }) => {
    assert.equal(String(await takeAll(piecesOf(Readable.from(['one', 'two'])))), 'onetwo')
    const broken = new Readable({ read() {} })
    const pieces = piecesOf(broken)
    const next = pieces.next()
    broken.destroy(new Error('broken'))
    await assert.rejects(() => next, 'broken')
  })
})
