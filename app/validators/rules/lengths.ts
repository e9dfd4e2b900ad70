import { isLonger, isShorter } from '#words/text'
import { refuse, textRule, told } from '#validators/rules/text'

/** Control characters, and those that reorder the text around them (Unicode TR 36, 3.2). */
const UNSEEN = /[\p{Cc}\u2028-\u202e\u2066-\u2069]/u

/** `maxLength` of JSON Schema would count what is trimmed or composed before we count. */
export const toldCharacters = (max: number) => told({ 'x-max-characters': max })

export const maxBytes = textRule<number>('maxBytes', (text, max, field) => {
  if (Buffer.byteLength(text) > max) refuse(field, 'max_bytes', { max })
})

export const minCharacters = textRule<number>('minCharacters', (text, min, field) => {
  if (isShorter(text, min)) refuse(field, 'minLength', { min })
})

export const maxCharacters = textRule<number>('maxCharacters', (text, max, field) => {
  if (isLonger(text, max)) refuse(field, 'maxLength', { max })
})

/** In composed form (NFC), without anything that is no character of a line. */
export const plain = textRule('plain', (text, _, field) => {
  const composed = text.normalize('NFC')
  if (UNSEEN.test(composed)) refuse(field, 'control_character')
  else field.mutate(composed, field)
})
