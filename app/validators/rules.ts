import '#validators/messages'
import vine from '@vinejs/vine'
import type { FieldContext } from '@vinejs/vine/types'
import { EMAIL_MAX } from '#names/identifiers'
import { FILE_NAME_MAX } from '#names/file_name'
import type { Identity } from '#passwords/rules'
import {
  emailAddress,
  filledIn,
  goodPassword,
  maxBytes,
  newUsername,
  personName,
  plain,
  storable,
  trim,
  trimPasted,
  usableAsFileName,
} from '#validators/text_rules'

/** Bytes. Far beyond any password that can be chosen, and little enough to hash. */
export const PASSWORD_BYTES_MAX = 4096

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

/** A field of a form that is left empty was not filled in. */
export const unlessEmpty = (value: unknown) => (value === '' ? undefined : value)
