import { Adapter } from '@adonisjs/lucid/orm'
import db from '@adonisjs/lucid/services/db'
import type { LucidModel, LucidRow } from '@adonisjs/lucid/types/model'

type Row = Record<string, unknown>

/**
 * Leaves a row's timestamps to the database: Lucid would write the application's time, and statements that compare them
 * with now() would mix two clocks. A saved model has the values that the database filled in.
 */
export class DatabaseAdapter extends Adapter {
  async insert(instance: LucidRow, attributes: Row) {
    const query = instance.$getQueryFor('insert', this.modelClient(instance))
    const [row] = (await query.returning('*').insert(attributes)) as Row[]
    instance.$consumeAdapterResult(row)
  }

  async update(instance: LucidRow, dirty: Row) {
    const query = instance.$getQueryFor('update', this.modelClient(instance))
    const updatedAt = (instance.constructor as LucidModel).$getColumn('updatedAt')?.columnName
    if (!updatedAt) return void (await query.update(dirty))

    const change = { [updatedAt]: db.raw('now()'), ...dirty }
    const [row] = (await query.returning(updatedAt).update(change)) as unknown as Row[]
    if (row) instance.$consumeAdapterResult(row)
  }
}
