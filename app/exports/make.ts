import { randomUUID } from 'node:crypto'
import logger from '@adonisjs/core/services/logger'
import { record } from '#activity/record'
import { retention } from '#config/service/retention'
import { databaseTime } from '#database/time'
import { transaction } from '#database/transaction'
import { removeExports } from '#exports/remove'
import { writeArchive } from '#exports/write'
import DataExportReadyMail from '#mails/exports/data_export_ready_mail'
import DataExport from '#models/exports/data_export'
import User from '#models/user'
import type { Checksum } from '#storage/checksum'
import fileStore from '#storage/file_store'
import { tidied } from '#storage/tidying'

type Made = Checksum & { storageKey: string }

/**
 * Replaces the previous archive, since each may be as large as all of somebody's files. @returns whether it is still
 * wanted
 */
function settle(taken: DataExport, owner: User, { storageKey, size, sha256 }: Made) {
  return transaction(async (trx) => {
    await owner.lock(trx)
    const readyAt = await databaseTime(trx)
    const expiresAt = readyAt.plus({ days: retention.dataExports })
    const values = { state: 'ready' as const, storageKey, size, sha256, readyAt, expiresAt }
    const [isWanted] = await taken.asTaken(trx).update(values)
    if (!isWanted) return false
    taken.merge(values)
    await removeExports(owner, trx, taken)
    await new DataExportReadyMail(owner, taken).queue(trx)
    await record('data_export_made', { userId: owner.id, on: ['export', taken.id], size }, trx)
    return true
  })
}

/** @returns whether somebody has an archive now */
async function make(taken: DataExport, signal?: AbortSignal) {
  const owner = await User.withStatus().where('id', taken.userId).first()
  if (owner?.status !== 'active') {
    await taken.asTaken().delete()
    return false
  }
  const storageKey = randomUUID()
  const checksum = await writeArchive(owner, storageKey, signal)
  const isWanted = await settle(taken, owner, { storageKey, ...checksum })
  if (!isWanted) await tidied(storageKey, fileStore.remove(storageKey))
  return isWanted
}

/**
 * Makes the requested archives, one after another. One that a crash interrupted is made again after a minute; one that
 * a server abandons on shutdown, at once.
 * @returns how many were made, and how many failed
 */
export async function makeExports(signal?: AbortSignal) {
  const tally = { made: 0, failed: 0 }
  let taken = await DataExport.takeNext()
  while (taken) {
    try {
      if (await make(taken, signal)) tally.made += 1
    } catch (error) {
      if (signal?.aborted) {
        await taken.giveBack()
        return tally
      }
      tally.failed += 1
      const isGivenUp = await taken.postpone()
      logger.error({ err: error, export: taken.id, isGivenUp }, 'an archive could not be made')
    }
    taken = signal?.aborted ? null : await DataExport.takeNext()
  }
  return tally
}
