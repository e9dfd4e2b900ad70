import vine from '@vinejs/vine'
import type { Infer, SchemaTypes } from '@vinejs/vine/types'

/** A nullable value is always present; vine would make it optional, as in a form. */
const alwaysThere = vine.createRule<string[]>(() => {}, {
  name: 'alwaysThere',
  toJSONSchema: (schema, required) => Object.assign(schema, { required }),
})

const isOptional = (field: { isOptional?: boolean }) => field.isOptional === true

/**
 * The output of a transformer, declared once: it gives toObject() its type and /openapi.json its schema.
 * @param name in generated clients
 */
export function shape<Fields extends Record<string, SchemaTypes>>(name: string, fields: Fields) {
  const required = Object.keys(fields).filter((key) => !isOptional(fields[key]))
  const object = vine.object(fields).use(alwaysThere(required)).meta({ title: name })
  return Object.assign(object, { fields })
}

/** The type of a shape. */
export type Shaped<Of extends SchemaTypes> = Infer<Of>

/** ISO 8601 in UTC with milliseconds: see iso_time.ts. */
export const time = (description?: string) =>
  vine.string().meta({
    format: 'date-time',
    examples: ['2030-01-31T12:00:00.000Z'],
    ...(description && { description }),
  })

export const uuidText = () =>
  vine.string().meta({ format: 'uuid', examples: ['0b7f2a4e-6f0c-4d54-9d57-0c3c5f2a9e11'] })

/** A text with an example, and a description where the reader could not guess the meaning. */
export const text = (example: string, description?: string) =>
  vine.string().meta({ examples: [example], ...(description && { description }) })

export const wholeNumber = (example: number, description?: string) =>
  vine
    .number()
    .withoutDecimals()
    .meta({ examples: [example], ...(description && { description }) })

/** True or false, without the other values that forms send. */
export const flag = () => vine.boolean({ strict: true })
