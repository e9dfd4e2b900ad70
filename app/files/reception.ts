import { randomUUID } from 'node:crypto'
import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileLimits } from '#config/service/files'
import { record } from '#activity/record'
import { CommitFailed } from '#database/told_commits'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import type { Upload } from '#uploads/upload'
import File from '#models/file'
import { type Contents, Inspection } from '#files/contents'
import { roomForFile } from '#files/quota'
import type { Access } from '#models/sign_ins/access'
import type User from '#models/user'
import { isSame } from '#storage/checksum'
import fileStore from '#storage/file_store'
import { isOfStorage } from '#storage/storage_failure'
import { TIDYING, tidied } from '#storage/tidying'
import { madeUpName } from '#uploads/made_up_name'

/** Whose the file will be, and what lets them in: both may end before all bytes have arrived. */
export type Sender = { owner: User; access: Access }

/** The result of an upload: a new file, or the one that an earlier attempt created. */
type Received = { file: File; isNew: boolean }

/** An upload whose bytes have all arrived. */
type Arrival = Contents & { name: string } & Pick<Upload, 'idempotencyKey'>

const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() })

/** @param because the error that the request ends with, if any */
const drop = (id: string, because?: unknown) =>
  tidied(id, fileStore.remove(id), { atMost: TIDYING, isTold: isOfStorage(because) })

/**
 * Whether the row certainly does not exist. If that is unknown, the bytes are left to the next attempt or to
 * files:prune.
 */
const isNoFile = (error: unknown) => !(error instanceof CommitFailed) || error.isRolledBack

/** @throws Problem validation_failed if the key belongs to another upload */
function assertSame(file: File, arrival: Arrival) {
  if (file.name === arrival.name && isSame(file, arrival)) return file
  throw problems.brokenRule('Idempotency-Key.same_upload')
}

/**
 * Inserts the row, unless there is no room for it. The same upload may have arrived at the same time and been first.
 */
const admit = ({ owner, access }: Sender, id: string, arrival: Arrival) =>
  transaction(async (client) => {
    await owner.lockAsActive(client, access)
    const earlier = await File.findByKey(owner, arrival.idempotencyKey, client)
    if (earlier) return assertSame(earlier, arrival)

    if (arrival.size > (await roomForFile(owner, client))) throw problems.payloadTooLarge('quota')
    return File.create({ id, ownerId: owner.id, state: 'incoming', ...arrival }, { client })
  })

/** @throws Problem unavailable if it has been removed meanwhile */
const keep = ({ id, ownerId: userId }: File) =>
  transaction(async (client) => {
    const row = () => File.query({ client }).where('id', id)
    const [kept] = await row().where('state', 'incoming').update({ state: 'stored' })
    if (kept) await record('file_added', { userId, on: ['file', id] }, client)
    else if (!(await row().first())) throw problems.unavailable()
  })

/** The last step. A simultaneous attempt of the same upload performs it as well. */
async function settle(file: File) {
  if (file.state === 'stored') return file
  const row = () => File.query().where('id', file.id)
  try {
    await fileStore.makeFinal(file.id)
  } catch (error) {
    const [gone] = await row().where('state', 'incoming').delete()
    if (gone) await drop(file.id, error)
    throw error
  }
  await keep(file)
  return file.refresh()
}

/** @param arrivalOf called once all bytes have passed */
async function store(sender: Sender, bytes: Readable, arrivalOf: () => Arrival) {
  const id = randomUUID()
  try {
    await fileStore.writeIncoming(id, bytes, fileLimits.largest)
    const file = await admit(sender, id, arrivalOf())
    const isNew = file.id === id
    if (!isNew) await drop(id)
    return { file, isNew }
  } catch (error) {
    if (isNoFile(error)) await drop(id, error)
    throw error
  }
}

/**
 * How a file is created: its bytes are written as incoming, then its row, and then the bytes are made final. A failure
 * leaves nothing behind; a crash leaves an incoming row or object, which files:prune removes. An upload that is retried
 * with its Idempotency-Key returns the file that it created before.
 * @throws Problem payload_too_large beyond the largest file, the quota or the number of files, unsupported_media_type,
 * validation_failed if the key belongs to another upload, account_suspended, unavailable, or whatever error the stream
 * ends with
 * @throws {AccessEnded}
 */
export async function receiveFile(sender: Sender, upload: Upload): Promise<Received> {
  const { file, isNew } = await receive(sender, upload)
  return { file: file.seenByOwner(sender.owner), isNew }
}

async function receive(sender: Sender, upload: Upload): Promise<Received> {
  const { owner } = sender
  const { name, idempotencyKey } = upload
  const earlier = await File.findByKey(owner, idempotencyKey)
  const inspection = new Inspection(earlier ? Infinity : await roomForFile(owner))
  const bytes = Readable.from(inspection.of(upload.bytes), { objectMode: false })
  const arrivalOf = () => {
    const { contents } = inspection
    return { name: name ?? madeUpName(contents.mediaType), idempotencyKey, ...contents }
  }

  if (!earlier) {
    const { file, isNew } = await store(sender, bytes, arrivalOf)
    return { file: await settle(file), isNew }
  }
  await pipeline(bytes, nowhere())
  return { file: await settle(assertSame(earlier, arrivalOf())), isNew: false }
}
