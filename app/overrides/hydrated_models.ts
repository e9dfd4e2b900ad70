import { BaseModel } from '@adonisjs/lucid/orm'
import type {
  LucidModel,
  LucidRow,
  ModelAdapterOptions,
  ModelObject,
} from '@adonisjs/lucid/types/model'

type Row = Record<string, unknown>
type Consume = (value: unknown, attribute: string, model: LucidRow) => unknown
type Names = { get(column: string): string | undefined }
type Model = LucidModel & {
  $keys: { columnAliasesToAttributes: Names; columnsToAttributes: Names }
}

/** What becomes of a column: an attribute, one of the extras, or whatever Lucid makes of it. */
type Place = { attribute: string; consume?: Consume } | 'extra' | 'other'

/** What becomes of rows that have these columns. */
type Plan = { columns: string[]; places: Place[]; blank: ModelObject }

/** Of each model, for the rows it has been made from lately. */
const plans = new WeakMap<LucidModel, Plan[]>()

/** Plans per model. Names of columns may be made up for a query, and are then never seen again. */
const MOST_PLANS = 20

/**
 * Attributes without values, to be copied for each row: an object that is given a dozen properties one by one becomes
 * a dictionary, which V8 is slow to fill and to copy.
 */
export const blankOf = (attributes: string[]): ModelObject =>
  JSON.parse(JSON.stringify(Object.fromEntries(attributes.map((attribute) => [attribute, null]))))

function placeOf(model: Model, instance: LucidRow, column: string): Place {
  const { columnAliasesToAttributes, columnsToAttributes } = model.$keys
  const attribute = columnAliasesToAttributes.get(column) ?? columnsToAttributes.get(column)
  if (attribute) return { attribute, consume: model.$getColumn(attribute)!.consume as Consume }
  return column in instance || model.$hasRelation(column) ? 'other' : 'extra'
}

function makePlan(model: Model, instance: LucidRow, columns: string[]): Plan {
  const places = columns.map((column) => placeOf(model, instance, column))
  const attributes = places.flatMap((place) => (typeof place === 'string' ? [] : place.attribute))
  return { columns, places, blank: blankOf(attributes) }
}

const isFor = (plan: Plan, columns: string[]) =>
  plan.columns.length === columns.length &&
  plan.columns.every((column, place) => column === columns[place])

function planFor(model: Model, instance: LucidRow, columns: string[]) {
  const known = plans.get(model) ?? []
  const fitting = known.find((plan) => isFor(plan, columns))
  if (fitting) return fitting
  const plan = makePlan(model, instance, columns)
  plans.set(model, [...known, plan].slice(-MOST_PLANS))
  return plan
}

/**
 * Gives a model the attributes of a row, all of them null so far, beside those that its class sets by itself. They are
 * filled in place: `consume` may look at those that were read before.
 */
export const openAttributes = (instance: LucidRow, blank: ModelObject): ModelObject =>
  (instance.$attributes = Object.assign({ ...blank }, instance.$attributes))

function readAttributes(instance: LucidRow, row: Row, { columns, places, blank }: Plan) {
  const attributes = openAttributes(instance, blank)
  for (const [index, place] of places.entries()) {
    if (typeof place === 'string') continue
    const { attribute, consume } = place
    const value = row[columns[index]]
    attributes[attribute] = consume ? consume(value, attribute, instance) : value
  }
}

function addOthers(instance: LucidRow, row: Row, { columns, places }: Plan) {
  const extras: ModelObject = instance.$extras
  for (const [index, place] of places.entries()) {
    const column = columns[index]
    if (place === 'extra') extras[column] = row[column]
    else if (place === 'other') instance.$consumeAdapterResult({ [column]: row[column] })
  }
}

/** Of what can be changed in place. */
function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copyOf)
  if (Buffer.isBuffer(value)) return Buffer.from(value)
  if (ArrayBuffer.isView(value)) return structuredClone(value)
  if (Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, copyOf(part)]))
}

/** Declares a model to be as it is in the database: from here on Lucid notices what is changed. */
export function settleAsRead(instance: LucidRow) {
  const original = { ...instance.$attributes }
  for (const attribute in original) original[attribute] = copyOf(original[attribute])
  instance.$original = original
  instance.$isPersisted = true
  instance.$isLocal = false
}

function hydrate(this: Model, row: unknown, sideloaded?: Row, options?: ModelAdapterOptions) {
  this.boot()
  if (typeof row !== 'object' || Array.isArray(row)) return null
  const instance = new this()
  if (sideloaded) instance.$consumeAdapterResult({}, sideloaded)
  const read = (row ?? {}) as Row
  const plan = planFor(this, instance, Object.keys(read))
  readAttributes(instance, read, plan)
  addOthers(instance, read, plan)
  instance.$setOptionsAndTrx(options)
  settleAsRead(instance)
  return instance
}

/**
 * Lucid 22.4.2 looks up each column of each row by name, sets it through a proxy, and then merges all of them deeply
 * into a copy. A list of twenty files through the API took 1.26 ms of processor time; it takes 1.04 with this and with
 * timestamps.ts. Guarded by tests/unit/overrides/hydrated_models.spec.ts.
 */
export function hydrateDirectly() {
  Object.assign(BaseModel, { $createFromAdapterResult: hydrate })
}
