import type { Schema } from '#openapi/schemas'

export type Field = { name: string; isRequired: boolean; words: string; description: string }

const NULL: Schema = { type: 'null' }

/** Null counts as not sent, which goes without saying. */
const withoutNull = ({ anyOf, ...schema }: Schema): Schema => {
  const [only] = ((anyOf ?? []) as Schema[]).filter(({ type }) => type !== NULL.type)
  if (only) return withoutNull(only)
  const type = [schema.type].flat().find((one) => one !== NULL.type)
  return { ...schema, type }
}

const KINDS: Record<string, string> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
}

const choicesOf = ({ enum: values }: Schema) =>
  ((values ?? []) as (string | null)[]).filter((value) => value !== null)

/** `x-max-bytes` and `x-max-characters`: JSON Schema counts characters, as they are sent. */
function limitsOf({
  'x-max-bytes': maxBytes,
  'x-max-characters': maxCharacters,
  ...schema
}: Schema): string {
  const { type, minLength, maxLength = maxCharacters, minimum, maximum } = schema
  if (type === 'string' && maxBytes !== undefined)
    return `${limitsOf({ type, minLength })}, at most ${maxBytes} bytes`
  if (type === 'string' && maxLength !== undefined)
    return Number(minLength) > 1
      ? `, ${minLength} to ${maxLength} characters`
      : `, at most ${maxLength} characters`
  if (type === 'string' && Number(minLength) > 1) return `, at least ${minLength} characters`
  return maximum === undefined ? '' : `, ${minimum} to ${maximum}`
}

/** What a value looks like: `text, 12 to 128 characters`. */
export function wordsFor(schema: Schema): string {
  const one = withoutNull(schema)
  const choices = choicesOf(one)
  if (choices.length) return choices.map((choice) => `\`${choice}\``).join(', ')
  if (one.type === 'array') return `a list of ${wordsFor(one.items as Schema)}`
  if (one.contentMediaType) return 'the bytes'
  if (one.format) return `text, ${one.format === 'uri' ? 'an address' : 'a UUID'}`
  return KINDS[one.type as string] + limitsOf(one)
}

/** The fields of a body; those inside an object by their path, as in `filter.q`. */
export const fieldsOf = ({ properties = {}, required = [] }: Schema, path = ''): Field[] =>
  Object.entries(properties).flatMap(([name, schema]) => [
    {
      name: path + name,
      isRequired: required.includes(name),
      words: wordsFor(schema),
      description: String(schema.description ?? ''),
    },
    ...fieldsOf(withoutNull(schema), `${path}${name}.`),
  ])
