import { refuse, textRule } from '#validators/rules/text'

/** Control characters, and those that reorder the text around them (Unicode TR 36, 3.2). */
const UNSEEN = /[\p{Cc}\u2028-\u202e\u2066-\u2069]/u

export const maxBytes = textRule<number>('maxBytes', (text, max, field) => {
  if (Buffer.byteLength(text) > max) refuse(field, 'max_bytes', { max })
})

/** Composed (NFC) before it is counted: PostgreSQL counts what it stores. */
export const plain = textRule<number>('plainText', (text, max, field) => {
  if (text.length > max * 4) return refuse(field, 'maxLength', { max })
  const composed = text.normalize('NFC')
  if (UNSEEN.test(composed)) refuse(field, 'control_character')
  else if ([...composed].length > max) refuse(field, 'maxLength', { max })
  else field.mutate(composed, field)
})
