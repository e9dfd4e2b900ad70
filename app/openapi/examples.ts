import type { Schema } from '#openapi/schemas'

/** For schemas without an example. */
const BY_TYPE: Record<string, unknown> = {
  integer: 1,
  number: 1,
  boolean: true,
  null: null,
}

const BY_FORMAT: Record<string, string> = {
  'date-time': '2030-01-31T12:00:00.000Z',
  'uuid': '0b7f2a4e-6f0c-4d54-9d57-0c3c5f2a9e11',
  'email': 'ada@example.org',
}

/** A text of at least that many characters. */
const textOf = (length = 1) => 'text'.repeat(Math.ceil(length / 4) || 1)

const nameIn = (reference: string) => reference.split('/').at(-1)!

/**
 * One value that a schema allows, composed of the examples of its parts.
 * @param components that it may refer to
 */
export function exampleOf(schema: Schema, components: Record<string, Schema>): unknown {
  if (schema.$ref) return exampleOf(components[nameIn(schema.$ref as string)], components)
  const [given] = (schema.examples ?? schema.enum ?? schema.anyOf ?? []) as unknown[]
  if (given !== undefined) return schema.anyOf ? exampleOf(given as Schema, components) : given

  const type = [schema.type].flat()[0] as string
  if (type === 'array') return [exampleOf(schema.items as Schema, components)]
  if (type === 'object')
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([name, one]) => [
        name,
        exampleOf(one, components),
      ])
    )
  if (type === 'string' && !schema.format) return textOf(schema.minLength as number | undefined)
  return BY_FORMAT[schema.format as string] ?? schema.minimum ?? BY_TYPE[type]
}
