import type { ContainerResolver } from '@adonisjs/core/container'
import { RuntimeException } from '@adonisjs/core/exceptions'
import { BaseTransformer, Collection, Item, Maybe, Paginator } from '@adonisjs/core/transformers'

type Transformer = ConstructorParameters<typeof Item>[1]
type Method = Record<string, () => unknown>

const METHOD = 'toObject'

/** How deep relations are followed, unless depth() says otherwise. */
const DEPTH = 1

/** The package throws it where nothing was to be transformed, which settle() has refused by then. */
const NEVER_THROWN = new RuntimeException('Nothing was to be transformed.')

/** @throws where there is nothing to transform, and nobody said that there might not be */
function settle(given: unknown) {
  if (given === undefined)
    throw new RuntimeException('undefined cannot be transformed; this.whenLoaded() allows for it.')
  return given instanceof Maybe ? given.value : given
}

function transform(this: Transformer, given: unknown, ...rest: unknown[]) {
  const value: unknown = settle(given)
  if (value === undefined || value === null) return value
  const rows = [value, rest] as unknown as ConstructorParameters<typeof Item>[0]
  const Resource = Array.isArray(value) ? Collection : Item
  return new Resource(rows, this, DEPTH, METHOD, NEVER_THROWN)
}

function paginate(this: Transformer, values: unknown[], metaData: unknown, ...rest: unknown[]) {
  const list = new Collection([values, rest], this, DEPTH, METHOD, NEVER_THROWN)
  return new Paginator(list, metaData)
}

/**
 * @adonisjs/core 7.5.2 creates an error for each transformed value, in case it is undefined; here that is found out
 * before, and the error says where. With their stack traces those errors were an eighth of a token request. Guarded by
 * tests/unit/overrides/plain_transforms.spec.ts.
 */
export function transformPlainly() {
  Object.assign(BaseTransformer, { transform, paginate })
}

/**
 * What a serializer takes for the container of a request: it calls the methods of transformers directly, unless
 * something is to be injected. The container goes through four promises for each transformed value.
 */
export function plainCalls(resolver: ContainerResolver<any>) {
  const call = (transformer: Method, method: string) =>
    'containerInjections' in transformer.constructor
      ? resolver.call(transformer, method)
      : transformer[method]()
  return { call } as unknown as ContainerResolver<any>
}
