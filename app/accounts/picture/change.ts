import { createHash, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { forgetPicture, removePictureBytes } from '#accounts/picture/forget'
import { type Square, squaresOf } from '#accounts/picture/squares'
import { record } from '#activity/record'
import { pictures } from '#config/service/pictures'
import { CommitFailed } from '#database/told_commits'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import Picture from '#models/people/picture'
import type { Access } from '#models/sign_ins/access'
import type User from '#models/user'
import { limits } from '#start/limiter'
import fileStore from '#storage/file_store'
import type { Upload } from '#uploads/upload'

/** @throws Problem payload_too_large, or whatever error the stream ends with */
async function readWhole(bytes: Readable) {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > pictures.largest) throw problems.fileTooLarge(pictures.largest)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

type Kept = Pick<Picture, 'id' | 'width' | 'size' | 'sha256'>

async function keepBytes({ width, bytes }: Square): Promise<Kept> {
  const id = randomUUID()
  await fileStore.writeIncoming(id, Readable.from([bytes]))
  await fileStore.makeFinal(id)
  return { id, width, size: bytes.length, sha256: createHash('sha256').update(bytes).digest() }
}

/** The access or the account may have ended since the upload began. */
const settle = (user: User, access: Access, kept: Kept[]) =>
  transaction(async (client) => {
    await user.lockAsActive(client, access)
    await forgetPicture(user, client)
    const pictureId = randomUUID()
    for (const one of kept) await Picture.create({ ...one, userId: user.id, pictureId }, { client })
    await user.merge({ pictureId }).useTransaction(client).save()
    await record('picture_changed', { userId: user.id }, client)
  })

/** Whether the rows certainly do not exist. If that is unknown, the bytes are left to files:prune. */
const isUndone = (error: unknown) => !(error instanceof CommitFailed) || error.isRolledBack

/**
 * Replaces the picture of an account. It counts towards no quota.
 * @throws Problem payload_too_large, unsupported_media_type, validation_failed, too_many_requests, unavailable, or
 * whatever error the stream ends with
 */
export async function changePicture(user: User, access: Access, upload: Upload) {
  await limits.pictures.spend(String(user.id))
  const squares = await squaresOf(await readWhole(upload.bytes))
  const kept: Kept[] = []
  try {
    for (const square of squares) kept.push(await keepBytes(square))
    await settle(user, access, kept)
  } catch (error) {
    if (isUndone(error)) await removePictureBytes(kept.map(({ id }) => id))
    throw error
  }
}

/** Does nothing if there is none. */
export async function removePicture(user: User, access: Access) {
  await transaction(async (client) => {
    await user.lockAsActive(client, access)
    await user.useTransaction(client).refresh()
    if (!user.pictureId) return
    await forgetPicture(user, client)
    await user.useTransaction(client).save()
    await record('picture_removed', { userId: user.id }, client)
  })
}
