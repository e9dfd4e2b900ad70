import type { LucidModel, LucidRow } from '@adonisjs/lucid/types/model'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { problems } from '#exceptions/problem'

/** Of a change that is only wanted while the row is as it was read: the client said so, by If-Match. */
export type AsRead = { asRead?: boolean }

/** Times and bytes as what they are, and not as objects. */
const columnsOf = ({ $attributes }: LucidRow, names: string[]) =>
  JSON.stringify(names.map((name) => ($attributes[name] as object | null)?.valueOf() ?? null))

/**
 * Locks a row that was read before, and sees that it is as it was then: of two who have read the same, one changes it.
 * @throws Problem precondition_failed, or not_found where it is gone
 */
export async function lockAsRead(row: LucidRow, client: TransactionClientContract) {
  const model = row.constructor as LucidModel
  const found = model.query({ client }).where(model.primaryKey, row.$primaryKeyValue as string)
  const now = await found.forUpdate().firstOrFail()
  const names = Object.keys(row.$attributes)
  if (columnsOf(now, names) !== columnsOf(row, names)) throw problems.preconditionFailed()
}
