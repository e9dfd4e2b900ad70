import '#validators/messages'
import vine from '@vinejs/vine'
import type { FieldContext } from '@vinejs/vine/types'
import { DateTime } from 'luxon'
import {
  canonicalEmail,
  canonicalLogin,
  EMAIL_MAX,
  USERNAME_LENGTH,
  usernameFault,
} from '#names/identifiers'
import { type Identity, PASSWORD_LENGTH, passwordFault } from '#passwords/rules'
import { isStorable, trimBlanks, trimUnseen } from '#words/text'
import { databaseTime } from '#database/time'
import { FILE_NAME_MAX, fileName as cleanFileName } from '#names/file_name'

/** Bytes. Far beyond any password that can be chosen, and little enough to hash. */
const PASSWORD_BYTES_MAX = 4096

/** Control characters, and those that turn the text around them (Unicode TR 36, 3.2). */
const UNSEEN = /[\p{Cc}\u2028-\u202e\u2066-\u2069]/u

/** A rule for a value that vine has found to be a string, and that no rule before has refused. */
const textRule = <Options = undefined>(
  name: string,
  check: (text: string, options: Options, field: FieldContext) => void
) =>
  vine.createRule<Options>((value, options, field) => check(value as string, options, field), {
    name,
  })

/** Messages are looked up by rule: see messages.ts. */
const refuse = (field: FieldContext, rule: string, values?: Record<string, number>) =>
  field.report(rule, rule, field, values)

const trim = textRule('trim', (text, _, field) => field.mutate(trimBlanks(text), field))

/** Of what is looked up: what was pasted with it and nobody sees is not meant. */
const trimPasted = textRule('trimPasted', (text, _, field) => field.mutate(trimUnseen(text), field))

/** A form leaves such a field out, in effect; in JSON it is an empty text. */
const filledIn = textRule('filledIn', (text, _, field) => {
  if (text === '') refuse(field, 'required')
})

const storable = textRule('storable', (text, _, field) => {
  if (!isStorable(text)) refuse(field, 'malformed_text')
})

const maxBytes = textRule<number>('maxBytes', (text, max, field) => {
  if (Buffer.byteLength(text) > max) refuse(field, 'maxLength', { max })
})

const newUsername = textRule<{ mayBeReserved: boolean }>(
  'username',
  (text, { mayBeReserved }, field) => {
    const fault = usernameFault(text)
    if (fault && !(fault === 'reserved' && mayBeReserved)) refuse(field, fault, USERNAME_LENGTH)
    else field.mutate(text.toLowerCase(), field)
  }
)

const emailAddress = textRule('email', (text, _, field) => {
  const canonical = canonicalEmail(text)
  if (canonical) field.mutate(canonical, field)
  else if (text.length > EMAIL_MAX) refuse(field, 'maxLength', { max: EMAIL_MAX })
  else refuse(field, 'email')
})

const personName = textRule('person', (text, _, field) => {
  const canonical = canonicalLogin(text)
  if (canonical) field.mutate(canonical, field)
  else refuse(field, text.includes('@') ? 'email' : 'person')
})

/** A time without an offset is UTC, as all that we write. */
const readTime = (text: string) => DateTime.fromISO(text, { zone: 'utc' })

/** ISO 8601 knows times of today, weeks, and years of six digits as well, for which a slip is taken all too easily. */
const DATED = /^\d{4}-\d\d-\d\d(?:$|T)/i

/** The database judges later whether it is over, so it is asked what time it is. */
const futureDate = vine.createRule(
  async (value, _, field) => {
    const text = value as string
    const time = readTime(text)
    if (!DATED.test(text) || !time.isValid) refuse(field, 'time')
    else if (time <= (await databaseTime())) refuse(field, 'future')
  },
  { name: 'future', isAsync: true }
)

const goodPassword = textRule<(field: FieldContext) => Identity>(
  'password',
  (text, whose, field) => {
    const fault = passwordFault(text, whose(field))
    if (fault) refuse(field, fault, PASSWORD_LENGTH)
  }
)

/** Composed (NFC) before it is counted: PostgreSQL counts what it stores. */
const plain = textRule<number>('plainText', (text, max, field) => {
  if (text.length > max * 4) return refuse(field, 'maxLength', { max })
  const composed = text.normalize('NFC')
  if (UNSEEN.test(composed)) refuse(field, 'control_character')
  else if ([...composed].length > max) refuse(field, 'maxLength', { max })
  else field.mutate(composed, field)
})

/** An upload is given another name instead: its client may know no better. */
const usableAsFileName = textRule('usableAsFileName', (text, _, field) => {
  if (cleanFileName(text) !== text) refuse(field, 'file_name')
})

const chosen = () => vine.string().use(trim()).use(filledIn())

const lookedUp = () => vine.string().use(trimPasted()).use(filledIn())

/** A username that somebody chooses, in canonical form. Whether it is free, the database knows. */
export const username = ({ mayBeReserved = false } = {}) =>
  chosen().use(newUsername({ mayBeReserved }))

/** An e-mail address in canonical form. */
export const email = () => chosen().use(emailAddress())

/** One that is not given to anybody but looked for. */
export const knownEmail = () => lookedUp().use(emailAddress())

/** A password that somebody chooses, as it was typed; `whose` tells the names that it may not hold. */
export const newPassword = (whose: (field: FieldContext) => Identity) =>
  vine.string().use(filledIn()).use(goodPassword(whose))

/** A secret to be compared with what is stored, as it was sent, of at most `max` bytes. */
export const storedText = (max: number) => vine.string().use(storable()).use(maxBytes(max))

/** The same, and not empty. */
export const storedSecret = (max: number) =>
  vine.string().use(filledIn()).use(storable()).use(maxBytes(max))

/**
 * A password to be checked. Today's rules for new ones are not asked: it may be older than they are, and
 * an answer about them would be an answer about the account.
 */
export const currentPassword = () => storedSecret(PASSWORD_BYTES_MAX)

/** What a person types to sign in. No form is asked of it, for the same reason. */
export const login = () => lookedUp().use(storable()).maxLength(EMAIL_MAX)

/** What people look for: one line, of at most `max` Unicode code points. Empty, it looks for everything. */
export const searchText = (max: number) =>
  vine.string().use(trimPasted()).use(storable()).use(plain(max))

/** One line of text for people to read, of at most `max` Unicode code points, and not empty. */
export const plainText = (max: number) =>
  vine.string().use(trim()).use(filledIn()).use(storable()).use(plain(max))

/** What a person calls a file: one line that shows all there is of it, and no part of a path. */
export const fileName = () => plainText(FILE_NAME_MAX).use(usableAsFileName())

/** Somebody else, by username or e-mail address, in canonical form. Whether there is such a person, the model says. */
export const person = () => lookedUp().use(personName())

/** A whole number in JSON, where a number is a number. */
export const wholeNumber = (from: number, to: number) =>
  vine.number({ strict: true }).withoutDecimals().range([from, to])

const DIGITS = /^\s*-?\d{1,20}\s*$/

const readNumber = (value: unknown) =>
  typeof value === 'string' && DIGITS.test(value) ? Number(value) : Number.NaN

/** The same from a form or the query of an address, where all is text. A field that is left empty was not filled in. */
export const typedNumber = (from: number, to: number) =>
  vine
    .number()
    .parse((value) => (value === null || value === undefined ? value : readNumber(value)))
    .withoutDecimals()
    .range([from, to])

/** ISO 8601 with a date, to come; or null. */
export const futureTime = () =>
  vine
    .string()
    .use(trim())
    .use(futureDate())
    .nullable()
    .transform((text) => (text === null ? null : readTime(text)))
