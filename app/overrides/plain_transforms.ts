import type { ContainerResolver } from '@adonisjs/core/container'
import { RuntimeException } from '@adonisjs/core/exceptions'
import { BaseTransformer, Collection, Item, Maybe, Paginator } from '@adonisjs/core/transformers'

type Transformer = ConstructorParameters<typeof Item>[1]
type Method = Record<string, () => unknown>
type Output = Record<string, unknown>

/** Items and collections, with what the package keeps to itself. */
type Resource = {
  transformerData: [data: unknown, rest: unknown[]]
  transformer: new (...data: unknown[]) => Method
  variant: string
  maxDepth: number
}

/** Where in the whole something is; without `deepest`, relations are followed as far as they say themselves. */
type Level = { resolver: ContainerResolver<any>; depth: number; deepest?: number }

const METHOD = 'toObject'

/** How deep relations are followed, unless depth() says otherwise. */
const DEPTH = 1

/** The package throws its error only where undefined was to be transformed. */
const NEVER_THROWN = new RuntimeException()

function transform(this: Transformer, given: unknown, ...rest: unknown[]) {
  const mayBeMissing = given instanceof Maybe
  const value: unknown = mayBeMissing ? given.value : given
  if (value === null || (value === undefined && mayBeMissing)) return value
  const rows = [value, rest] as unknown as ConstructorParameters<typeof Item>[0]
  const Resource = Array.isArray(value) ? Collection : Item
  // Made here, so that it says where.
  const error = value === undefined ? new RuntimeException() : NEVER_THROWN
  return new Resource(rows, this, DEPTH, METHOD, error)
}

function paginate(this: Transformer, values: unknown[], metaData: unknown, ...rest: unknown[]) {
  const list = new Collection([values, rest], this, DEPTH, METHOD, NEVER_THROWN)
  return new Paginator(list, metaData)
}

const isResource = (value: unknown) =>
  value instanceof Item || value instanceof Collection || value instanceof Paginator

/** Resolves the relations that something has; those that are too deep are left out. */
async function withRelations(made: Output, { resolver, depth, deepest }: Level): Promise<Output> {
  const isDeepest = deepest !== undefined && depth >= deepest
  const parts = Object.entries(made).map(async ([name, value]) => {
    if (!isResource(value)) return [[name, value]]
    if (isDeepest) return []
    const relation: unknown = await value.resolve(resolver, depth + 1, deepest)
    return [[name, relation]]
  })
  const pairs = await Promise.all(parts)
  return Object.fromEntries(pairs.flat())
}

function complete(made: Output, { transformer, variant }: Resource, level: Level) {
  if (typeof made !== 'object' || made === null || Array.isArray(made))
    throw new RuntimeException(`${transformer.name}.${variant}() must return an object.`)
  return Object.values(made).some(isResource) ? withRelations(made, level) : made
}

/** The container is asked only where something is to be injected. */
function outputOf(resource: Resource, data: unknown[], level: Level) {
  const { transformer, variant } = resource
  const made = new transformer(...data)
  const output =
    'containerInjections' in transformer ? level.resolver.call(made, variant) : made[variant]()
  if (output instanceof Promise)
    return output.then((waited: Output) => complete(waited, resource, level))
  return complete(output as Output, resource, level)
}

/** The serializer says -1 where it has no wish. */
const levelOf = (
  { maxDepth }: Resource,
  resolver: Level['resolver'],
  depth: number,
  deepest?: number
) => ({
  resolver,
  depth,
  deepest: deepest === -1 ? undefined : (deepest ?? maxDepth),
})

type Where = [resolver: Level['resolver'], depth: number, deepest?: number]

const { resolve: refuseUndefined } = Item.prototype

async function resolveItem(this: Resource & Item<any, any, any>, ...where: Where) {
  const [data, rest] = this.transformerData
  if (data === undefined) return refuseUndefined.apply(this, where)
  return outputOf(this, [data, ...rest], levelOf(this, ...where))
}

async function resolveCollection(this: Resource, ...where: Where) {
  const [rows, rest] = this.transformerData
  const level = levelOf(this, ...where)
  // Each fails by itself: one that failed at once would leave the failure of another to nobody.
  return Promise.all((rows as unknown[]).map(async (row) => outputOf(this, [row, ...rest], level)))
}

/**
 * @adonisjs/core 7.5.2 creates an error for each transformed value, in case it is undefined; here only where it is. With
 * their stack traces those errors were an eighth of a token request. It also goes through nine promises for each value,
 * and copies it, in case there are relations within: a list of twenty files through the API took 1.16 ms of processor
 * time, and takes 0.96. Guarded by
 * tests/unit/overrides/plain_transforms.spec.ts.
 */
export function transformPlainly() {
  Object.assign(BaseTransformer, { transform, paginate })
  Object.assign(Item.prototype, { resolve: resolveItem })
  Object.assign(Collection.prototype, { resolve: resolveCollection })
}
