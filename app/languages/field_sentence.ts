import type { I18n } from '@adonisjs/i18n'

/** Which field breaks which rule. `meta` holds the arguments of the rule, such as the minimum length. */
export type BrokenField = { field: string; rule: string; meta?: Record<string, unknown> }

const isKnown = (words: I18n, key: string) => words.hasMessage(key) || words.hasFallbackMessage(key)

/** The field's name for people. One that the messages do not name keeps its own. */
function nameOf(field: string, everyMember: string, words: I18n) {
  const key = `validation.fields.${everyMember.split('.').at(-1)}`
  return isKnown(words, key) ? words.t(key) : field
}

/** The sentence for this field and rule, otherwise for the rule alone. Null if the messages have neither. */
export function fieldSentence({ field, rule, meta }: BrokenField, words: I18n) {
  const everyMember = field.replace(/\.\d+/g, '.*')
  const keys = [`validation.messages.${everyMember}.${rule}`, `validation.messages.${rule}`]
  const key = keys.find((candidate) => isKnown(words, candidate))
  return key ? words.t(key, { ...meta, field: nameOf(field, everyMember, words) }) : null
}
