import type { LucidModel, LucidRow, ModelObject } from '@adonisjs/lucid/types/model'
import { blankOf, openAttributes, settleAsRead } from '#overrides/hydrated_models'

type Column = {
  /** The column's name in its own table, and its alias in a statement that joins several. */
  own: string
  joined: string
  attribute: string
  consume?: (value: unknown, attribute: string, model: LucidRow) => unknown
}

/** The columns of one model in a statement that joins several, and how to build the model from such a row. */
export class JoinedColumns<Model extends LucidModel> {
  readonly #model: Model
  readonly #columns: Column[]
  readonly #blank: ModelObject

  /** @param expressions SQL that replaces columns of the same name */
  constructor(
    model: Model,
    readonly expressions: Record<string, string> = {}
  ) {
    model.boot()
    this.#model = model
    this.#columns = [...model.$columnsDefinitions].map(([attribute, { columnName, consume }]) => ({
      own: columnName,
      joined: `${model.table}_${columnName}`,
      attribute,
      consume,
    }))
    this.#blank = blankOf(this.#columns.map(({ attribute }) => attribute))
  }

  get selected() {
    const { table } = this.#model
    return this.#columns
      .map(({ own, joined }) => `${this.expressions[own] ?? `${table}.${own}`} as ${joined}`)
      .join(', ')
  }

  /**
   * Builds the model as Lucid does from its own rows. Lucid 22.4.2 looks each column up by name and sets it through a
   * proxy: a user took 20 µs of processor time, of about a hundred that a request takes, and takes 4.5 here. Guarded by
   * tests/unit/database/joined_columns.spec.ts.
   */
  modelOf(row: { get(column: string): unknown }): InstanceType<Model> {
    const model = new this.#model()
    const attributes = openAttributes(model, this.#blank)
    for (const { attribute, joined, consume } of this.#columns) {
      attributes[attribute] = consume ? consume(row.get(joined), attribute, model) : row.get(joined)
    }
    settleAsRead(model)
    return model as InstanceType<Model>
  }
}
