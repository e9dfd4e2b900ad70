import type { I18n } from '@adonisjs/i18n'

/** Which field breaks which rule. `meta` is what the rule was told, such as the shortest length. */
export type BrokenField = { field: string; rule: string; meta?: Record<string, unknown> }

const isKnown = (words: I18n, key: string) => words.hasMessage(key) || words.hasFallbackMessage(key)

/** As people call it. What is not named in the messages is called by its own name. */
function nameOf(field: string, words: I18n) {
  const key = `validation.fields.${field.split('.').at(-1)}`
  return isKnown(words, key) ? words.t(key) : field
}

/** What is said of it: of this field and rule, else of the rule. Null where the messages hold neither. */
export function fieldSentence({ field, rule, meta }: BrokenField, words: I18n) {
  const everyMember = field.replace(/\.\d+/g, '.*')
  const keys = [`validation.messages.${everyMember}.${rule}`, `validation.messages.${rule}`]
  const key = keys.find((candidate) => isKnown(words, candidate))
  return key ? words.t(key, { ...meta, field: nameOf(field, words) }) : null
}
