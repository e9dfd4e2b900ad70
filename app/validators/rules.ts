import '#validators/messages'
import vine from '@vinejs/vine'
import type { FieldContext } from '@vinejs/vine/types'
import { EMAIL_MAX, USERNAME_LENGTH } from '#names/identifiers'
import { FILE_NAME_MAX } from '#names/file_name'
import { type Identity, PASSWORD_LENGTH } from '#passwords/rules'
import {
  emailAddress,
  filledIn,
  foldBlanks,
  goodPassword,
  machineAddress,
  maxBytes,
  newUsername,
  pathOfPage,
  personName,
  personNames,
  plain,
  storable,
  told,
  trim,
  trimPasted,
  trimUnseenEnds,
  usableAsFileName,
  withoutParentheses,
} from '#validators/text_rules'

/** Bytes. Far beyond any password that can be chosen, and few enough to hash. */
export const PASSWORD_BYTES_MAX = 4096

const notEmpty = told({ minLength: 1 })

const example = (text: string) => told({ examples: [text] })

const USERNAME = told({
  description: `${USERNAME_LENGTH.min} to ${USERNAME_LENGTH.max} of a to z, digits, dots, dashes and underscores.`,
  examples: ['ada'],
})

const PERSON = told({ description: 'A username or an email address.', examples: ['grace'] })

const LOGIN = told({
  description: 'A username or an email address, in any case.',
  examples: ['ada'],
})

const PASSWORD = told({
  minLength: PASSWORD_LENGTH.min,
  maxLength: PASSWORD_LENGTH.max,
  examples: ['correct horse battery'],
})

const chosen = () => vine.string().use(trim()).use(filledIn()).use(notEmpty)

const lookedUp = () => vine.string().use(trimPasted()).use(filledIn()).use(notEmpty)

/** A username that somebody chooses, in canonical form. The database knows whether it is free. */
export const username = ({ mayBeReserved = false } = {}) =>
  chosen().use(newUsername({ mayBeReserved })).use(USERNAME)

/** An email address in canonical form. */
export const email = () => chosen().use(emailAddress()).use(example('ada@example.org'))

/** One that is looked up rather than assigned. */
export const knownEmail = () => lookedUp().use(emailAddress()).use(example('ada@example.org'))

/** A password that somebody chooses, unchanged; `whose` returns the names that it must not contain. */
export const newPassword = (whose: (field: FieldContext) => Identity) =>
  vine.string().use(filledIn()).use(goodPassword(whose)).use(PASSWORD)

/** A secret to be compared with a stored one, unchanged, of at most `max` bytes. */
export const storedText = (max: number) =>
  vine
    .string()
    .use(storable())
    .use(maxBytes(max))
    .use(told({ 'maxLength': max, 'x-max-bytes': max }))

/** The same, and not empty. */
export const storedSecret = (max: number) => storedText(max).use(filledIn()).use(notEmpty)

/**
 * A password to be checked. The current rules for new ones do not apply: it may be older than they are, and an answer
 * about them would reveal something about the account.
 */
export const currentPassword = () =>
  storedSecret(PASSWORD_BYTES_MAX).use(example('correct horse battery'))

/** What a person types to sign in. Its format is not checked, for the same reason. */
export const login = () => lookedUp().use(storable()).maxLength(EMAIL_MAX).use(LOGIN)

/** A search term: one line, of at most `max` Unicode code points. If empty, it finds everything. */
export const searchText = (max: number) =>
  vine.string().use(trimPasted()).use(foldBlanks()).use(storable()).use(plain(max))

/** One line of text for people to read, of at most `max` Unicode code points, with something visible. */
export const plainText = (max: number) =>
  vine.string().use(trimUnseenEnds()).use(filledIn()).use(storable()).use(plain(max))

/** What somebody likes to be called. */
export const personalName = (max: number) =>
  plainText(max).use(withoutParentheses()).use(example('Ada Lovelace'))

/** What a person calls a file: one line without invisible characters, and no part of a path. */
export const fileName = () =>
  plainText(FILE_NAME_MAX).use(usableAsFileName()).use(example('notes.txt'))

/** The path and query of one of our pages. */
export const ourPath = () =>
  vine.string().use(filledIn()).use(pathOfPage()).use(example('/account'))

/** Somebody else, by username or email address, in canonical form. The model knows whether they exist. */
export const person = () => lookedUp().use(personName()).use(PERSON)

/** Several people, typed into one field. */
export const people = (most: number) =>
  lookedUp()
    .use(maxBytes(most * EMAIL_MAX))
    .use(personNames(most))
    .transform((names) => names.split(' '))

/** A whole number in JSON. @param usual one that somebody would send, for examples */
export const wholeNumber = (from: number, to: number, usual: number) =>
  vine
    .number({ strict: true })
    .withoutDecimals()
    .range([from, to])
    .use(told({ examples: [usual] }))

/** A fraction is read, to be refused as one. */
const DECIMAL = /^\s*-?\d{1,20}(?:\.\d{1,20})?\s*$/

const readNumber = (value: unknown) =>
  typeof value === 'string' && DECIMAL.test(value) ? Number(value) : Number.NaN

/** The same from a form or a query, where everything is text. An empty field counts as not filled in. */
export const typedNumber = (from: number, to: number) =>
  vine
    .number()
    .parse((value) => (value === null || value === undefined ? value : readNumber(value)))
    .withoutDecimals()
    .range([from, to])

/** An empty field of a form counts as not filled in. */
export const unlessEmpty = (value: unknown) => (value === '' ? undefined : value)

/** An IP address in the format of events. An empty field of a form counts as not filled in. */
export const address = () =>
  vine
    .string()
    .parse(unlessEmpty)
    .use(trimPasted())
    .use(machineAddress())
    .use(example('203.0.113.9'))
