import vine from '@vinejs/vine'
import type { Infer, SchemaTypes } from '@vinejs/vine/types'

/** What may be null is there all the same; vine would say that it may be missing, as it may from a form. */
const alwaysThere = vine.createRule<string[]>(() => {}, {
  name: 'alwaysThere',
  toJSONSchema: (schema, required) => Object.assign(schema, { required }),
})

const isOptional = (field: { isOptional?: boolean }) => field.isOptional === true

/**
 * What a transformer makes, said once: toObject() has its type from here, and /openapi.json its schema.
 * @param name how clients that are generated call it
 */
export function shape<Fields extends Record<string, SchemaTypes>>(name: string, fields: Fields) {
  const required = Object.keys(fields).filter((key) => !isOptional(fields[key]))
  const object = vine.object(fields).use(alwaysThere(required)).meta({ title: name })
  return Object.assign(object, { fields })
}

/** The type that goes with a shape. */
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

/** Text, with an example of it, and what a reader could not guess. */
export const text = (example: string, description?: string) =>
  vine.string().meta({ examples: [example], ...(description && { description }) })

export const wholeNumber = (example: number, description?: string) =>
  vine
    .number()
    .withoutDecimals()
    .meta({ examples: [example], ...(description && { description }) })

/** True or false, and not what a form may send for it. */
export const flag = () => vine.boolean({ strict: true })
