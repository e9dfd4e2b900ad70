import type { LucidModel, LucidRow } from '@adonisjs/lucid/types/model'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { forChange } from '#database/transaction'
import { problems } from '#exceptions/problem'

/** For a change that is only wanted if the row is still as it was read: the client sent If-Match. */
export type AsRead = { asRead?: boolean }

/** Converts times and bytes, so that they are compared by value rather than as objects. */
const columnsOf = ({ $attributes }: LucidRow, names: string[]) =>
  JSON.stringify(names.map((name) => ($attributes[name] as object | null)?.valueOf() ?? null))

/**
 * Locks a row that was read before, and checks that it is unchanged: of two clients that have read the same, one
 * changes it.
 * @throws Problem precondition_failed, or not_found if it is gone
 */
export async function lockAsRead(row: LucidRow, client: TransactionClientContract) {
  const model = row.constructor as LucidModel
  const found = model.query({ client }).where(model.primaryKey, row.$primaryKeyValue as string)
  const now = await forChange(found).firstOrFail()
  const names = Object.keys(row.$attributes)
  if (columnsOf(now, names) !== columnsOf(row, names)) throw problems.preconditionFailed()
}
