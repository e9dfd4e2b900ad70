import vine from '@vinejs/vine'
import type { FieldContext } from '@vinejs/vine/types'
import {
  canonicalEmail,
  canonicalLogin,
  EMAIL_MAX,
  USERNAME_LENGTH,
  usernameFault,
} from '#names/identifiers'
import { addressIn } from '#http/network'
import { pathForSignedIn } from '#http/redirects/safe_path'
import { fileName, isPlace } from '#names/file_name'
import { type Identity, PASSWORD_LENGTH, passwordFault } from '#passwords/rules'
import { isStorable, trimBlanks, trimName, trimUnseen } from '#words/text'
import { isTimeZone } from '#words/time_zones'

/** Control characters, and those that reorder the text around them (Unicode TR 36, 3.2). */
const UNSEEN = /[\p{Cc}\u2028-\u202e\u2066-\u2069]/u

/** Refuses nothing: adds what /openapi.json says about a field. vine's own meta() lets null through. */
export const told = vine.createRule<Record<string, unknown>>(() => {}, {
  name: 'told',
  toJSONSchema: (schema, said) => Object.assign(schema, said),
})

/** A rule for a value that vine has found to be a string, and that no earlier rule has refused. */
const textRule = <Options = undefined>(
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

/** What is copied from a table has tabs between its cells. */
export const foldBlanks = textRule('foldBlanks', (text, _, field) =>
  field.mutate(text.replace(/[\t\r\n]+/g, ' '), field)
)

/** To a form an empty field is a missing one; in JSON it is an empty string. */
export const filledIn = textRule('filledIn', (text, _, field) => {
  if (text === '') refuse(field, 'required')
})

export const storable = textRule('storable', (text, _, field) => {
  if (!isStorable(text)) refuse(field, 'malformed_text')
})

export const maxBytes = textRule<number>('maxBytes', (text, max, field) => {
  if (Buffer.byteLength(text) > max) refuse(field, 'max_bytes', { max })
})

export const newUsername = textRule<{ mayBeReserved: boolean }>(
  'username',
  (text, { mayBeReserved }, field) => {
    const fault = usernameFault(text)
    if (fault && !(fault === 'reserved' && mayBeReserved)) refuse(field, fault, USERNAME_LENGTH)
    else field.mutate(text.toLowerCase(), field)
  }
)

export const emailAddress = textRule('email', (text, _, field) => {
  const canonical = canonicalEmail(text)
  if (canonical) field.mutate(canonical, field)
  else if (text.length > EMAIL_MAX) refuse(field, 'maxLength', { max: EMAIL_MAX })
  else refuse(field, 'email')
})

export const machineAddress = textRule('address', (text, _, field) => {
  const address = addressIn(text)
  if (address) field.mutate(address, field)
  else refuse(field, 'address')
})

export const personName = textRule('person', (text, _, field) => {
  const canonical = canonicalLogin(text)
  if (canonical) field.mutate(canonical, field)
  else refuse(field, text.includes('@') ? 'email' : 'person')
})

/** Several names, separated by commas, semicolons or blanks: each once in canonical form, separated by blanks. */
export const personNames = textRule<number>('people', (text, max, field) => {
  const written = text.split(/[\s,;]+/).filter(Boolean)
  const names = new Set(written.map(canonicalLogin))
  const unreadable = written.find((name) => !canonicalLogin(name))
  if (unreadable && written.length > 1) refuse(field, 'people', { name: unreadable })
  else if (unreadable) refuse(field, unreadable.includes('@') ? 'email' : 'person')
  else if (names.size > max) refuse(field, 'too_many_people', { max })
  else field.mutate([...names].join(' '), field)
})

export const goodPassword = textRule<(field: FieldContext) => Identity>(
  'password',
  (text, whose, field) => {
    const fault = passwordFault(text, whose(field))
    if (fault) refuse(field, fault, PASSWORD_LENGTH)
  }
)

/** Composed (NFC) before it is counted: PostgreSQL counts what it stores. */
export const plain = textRule<number>('plainText', (text, max, field) => {
  if (text.length > max * 4) return refuse(field, 'maxLength', { max })
  const composed = text.normalize('NFC')
  if (UNSEEN.test(composed)) refuse(field, 'control_character')
  else if ([...composed].length > max) refuse(field, 'maxLength', { max })
  else field.mutate(composed, field)
})

/** Including look-alikes (NFKC): the parentheses after a display name contain the username. */
export const withoutParentheses = textRule('withoutParentheses', (text, _, field) => {
  if (/[()]/.test(text.normalize('NFKC'))) refuse(field, 'parentheses')
})

export const timeZone = textRule('timeZone', (text, _, field) => {
  if (!isTimeZone(text)) refuse(field, 'time_zone')
})

/** An upload is given another name instead: its client may not know better. */
export const usableAsFileName = textRule('usableAsFileName', (text, _, field) => {
  if (isPlace(text)) refuse(field, 'place_name')
  else if (fileName(text) !== text) refuse(field, 'file_name')
})

/** Anything else would lead elsewhere, to no page, or to one for visitors. */
export const pathOfPage = textRule('pathOfPage', (text, _, field) => {
  const path = pathForSignedIn(text)
  if (path) field.mutate(path, field)
  else refuse(field, 'path')
})
