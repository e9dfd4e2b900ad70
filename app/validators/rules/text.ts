import '#validators/messages'
import vine from '@vinejs/vine'
import type { FieldContext } from '@vinejs/vine/types'
import { isStorable, trimBlanks, trimName, trimUnseen } from '#words/text'

/** Refuses nothing: adds what /openapi.json says about a field. vine's own meta() lets null through. */
export const told = vine.createRule<Record<string, unknown>>(() => {}, {
  name: 'told',
  toJSONSchema: (schema, said) => Object.assign(schema, said),
})

export const notEmpty = told({ minLength: 1 })

export const example = (text: string) => told({ examples: [text] })

/** A rule for a value that vine has found to be a string, and that no earlier rule has refused. */
export const textRule = <Options = undefined>(
  name: string,
  check: (text: string, options: Options, field: FieldContext) => void
) =>
  vine.createRule<Options>((value, options, field) => check(value as string, options, field), {
    name,
  })

/** Messages are looked up by rule: see messages.ts. */
export const refuse = (
  field: FieldContext,
  rule: string,
  values?: Record<string, number | string>
) => field.report(rule, rule, field, values)

export const trim = textRule('trim', (text, _, field) => field.mutate(trimBlanks(text), field))

/** For look-ups: invisible characters that were pasted along are removed. */
export const trimPasted = textRule('trimPasted', (text, _, field) =>
  field.mutate(trimUnseen(text), field)
)

/** For names and the like: an invisible one would be none to whoever reads it. */
export const trimUnseenEnds = textRule('trimUnseenEnds', (text, _, field) =>
  field.mutate(trimName(text), field)
)

/** To a form an empty field is a missing one; in JSON it is an empty string. */
export const filledIn = textRule('filledIn', (text, _, field) => {
  if (text === '') refuse(field, 'required')
})

export const storable = textRule('storable', (text, _, field) => {
  if (!isStorable(text)) refuse(field, 'malformed_text')
})

/** Something that is looked up rather than assigned. */
export const lookedUp = () => vine.string().use(trimPasted()).use(filledIn()).use(notEmpty)

/** An empty field of a form counts as not filled in. */
export const unlessEmpty = (value: unknown) => (value === '' ? undefined : value)
