import logger from '@adonisjs/core/services/logger'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { askedBy } from '#activity/asker'
import { databaseTime } from '#database/time'
import { transaction } from '#database/transaction'
import BulkAction from '#models/people/bulk_action'
import { actOnAll } from '#people/bulk/acts'
import { keepPart } from '#people/bulk/export'
import { filterOf, found, howMany } from '#people/bulk/found'

/** People per transaction. Accounts that are changed are locked until it ends. */
const BATCH = { changed: 50, exported: 1_000 }

const sizeOf = ({ kind }: BulkAction) => (kind === 'export' ? BATCH.exported : BATCH.changed)

async function begin(action: BulkAction, trx: TransactionClientContract) {
  if (action.state === 'running') return
  action.found ??= await howMany(action.kind, filterOf(action), action.lastUserId, trx)
  action.state = 'running'
}

const nextPeople = (action: BulkAction, trx: TransactionClientContract) =>
  found(action.kind, filterOf(action), trx)
    .where('users.id', '>', action.reached)
    .where('users.id', '<=', action.lastUserId)
    .orderBy('users.id')
    .limit(sizeOf(action))

async function noteBatch(
  action: BulkAction,
  { taken, done, reached }: { taken: number; done: number; reached?: number },
  trx: TransactionClientContract
) {
  action.done += done
  action.passedOver += taken - done
  action.reached = reached ?? action.reached
  if (taken < sizeOf(action)) action.merge({ state: 'done', endedAt: await databaseTime(trx) })
  await action.save()
}

/**
 * A batch and its progress, in one transaction: if the process is killed, the batch was done or it was not. Another
 * process with the same action waits for its row, and continues after it.
 * @returns null at the end
 */
const doBatch = (id: string) =>
  transaction(async (trx) => {
    const action = await BulkAction.active(trx).where('id', id).forUpdate().first()
    if (!action) return null
    await begin(action, trx)
    const people = await nextPeople(action, trx)
    const work = action.kind === 'export' ? keepPart : actOnAll
    const done = await askedBy(
      () => action.asker,
      () => work(people, action, trx)
    )
    await noteBatch(action, { taken: people.length, done, reached: people.at(-1)?.id }, trx)
    return action
  })

/** Works through all batches, and yields the progress after each. */
export async function* batchesOf(id: string) {
  for (let action = await doBatch(id); action; action = action.isActive ? await doBatch(id) : null)
    yield action
}

/**
 * Continues all unfinished actions from where they stopped. One that fails is retried the next time, and holds nothing
 * else up.
 * @param signal stops it between two batches
 */
export async function workOnBulkActions(signal?: AbortSignal) {
  for (const { id } of await BulkAction.active()) {
    try {
      for await (const { isActive } of batchesOf(id)) if (isActive && signal?.aborted) return
    } catch (error) {
      logger.error({ err: error, bulkAction: id }, 'a batch failed, and will be tried again')
    }
  }
}
