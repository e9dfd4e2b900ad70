import type { I18n } from '@adonisjs/i18n'

/** Which field breaks which rule. `meta` holds the arguments of the rule, such as the minimum length. */
export type BrokenField = { field: string; rule: string; meta?: Record<string, unknown> }

const isKnown = (words: I18n, key: string) => words.hasMessage(key) || words.hasFallbackMessage(key)

/** The field's name for people. One that the messages do not name keeps its own. */
function nameOf(field: string, everyMember: string, words: I18n) {
  const key = `validation.fields.${everyMember.split('.').at(-1)}`
  return isKnown(words, key) ? words.t(key) : field
}

/** More choices than these are for the documents to list. */
const FEW = 12

/** Says what could be chosen, unless the sentence does so itself. */
function withChoices(sentence: string, choices: unknown) {
  if (!Array.isArray(choices) || choices.length > FEW) return sentence
  const areTold = choices.some((choice) => sentence.includes(choice))
  return areTold ? sentence : sentence.replace(/\.$/, `: ${choices.join(', ')}.`)
}

/** The sentence for this field and rule, otherwise for the rule alone. Null if the messages have neither. */
export function fieldSentence({ field, rule, meta }: BrokenField, words: I18n) {
  const everyMember = field.replace(/\.\d+/g, '.*')
  const keys = [`validation.messages.${everyMember}.${rule}`, `validation.messages.${rule}`]
  const key = keys.find((candidate) => isKnown(words, candidate))
  if (!key) return null
  const sentence = words.t(key, { ...meta, field: nameOf(field, everyMember, words) })
  return withChoices(sentence, meta?.choices)
}
