import type { LucidModel, LucidRow, ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
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
 * @param rows where to read it again, if a column is computed
 * @throws Problem precondition_failed, or not_found if it is gone
 */
export async function lockAsRead(
  row: LucidRow,
  client: TransactionClientContract,
  rows: ModelQueryBuilderContract<LucidModel> = (row.constructor as LucidModel).query({ client })
) {
  const { primaryKey } = row.constructor as LucidModel
  const found = rows.where(primaryKey, row.$primaryKeyValue as string)
  const now = await forChange(found).firstOrFail()
  const names = Object.keys(row.$attributes)
  if (columnsOf(now, names) !== columnsOf(row, names)) throw problems.preconditionFailed()
}
