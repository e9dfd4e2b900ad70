import vine from '@vinejs/vine'
import {
  canonicalEmail,
  canonicalLogin,
  EMAIL_MAX,
  USERNAME_LENGTH,
  usernameFault,
} from '#names/identifiers'
import { maxBytes, maxCharacters, toldCharacters } from '#validators/rules/lengths'
import {
  filledIn,
  lookedUp,
  notEmpty,
  refuse,
  storable,
  textRule,
  told,
  trim,
} from '#validators/rules/text'
import { isLonger } from '#words/text'

const USERNAME = told({
  'description': 'Of a to z, digits, dots, dashes and underscores, in any case.',
  'examples': ['ada'],
  'minLength': USERNAME_LENGTH.min,
  'x-max-characters': USERNAME_LENGTH.max,
})

const EMAIL = told({ 'examples': ['ada@example.org'], 'x-max-characters': EMAIL_MAX })

const PERSON = told({
  'description': 'A username or an email address.',
  'examples': ['grace'],
  'x-max-characters': EMAIL_MAX,
})

const LOGIN = told({
  description: 'A username or an email address, in any case.',
  examples: ['ada'],
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
  else if (isLonger(text, EMAIL_MAX)) refuse(field, 'maxLength', { max: EMAIL_MAX })
  else refuse(field, 'email')
})

const personName = textRule('person', (text, _, field) => {
  const canonical = canonicalLogin(text)
  if (canonical) field.mutate(canonical, field)
  else refuse(field, text.includes('@') ? 'email' : 'person')
})

/** Several names, separated by commas, semicolons or blanks: each once in canonical form, separated by blanks. */
const personNames = textRule<number>('people', (text, max, field) => {
  const written = text.split(/[\s,;]+/).filter(Boolean)
  const names = new Set(written.map(canonicalLogin))
  const unreadable = written.find((name) => !canonicalLogin(name))
  if (unreadable && written.length > 1) refuse(field, 'people', { name: unreadable })
  else if (unreadable) refuse(field, unreadable.includes('@') ? 'email' : 'person')
  else if (names.size > max) refuse(field, 'too_many_people', { max })
  else field.mutate([...names].join(' '), field)
})

const chosen = () => vine.string().use(trim()).use(filledIn()).use(notEmpty)

/** A username that somebody chooses, in canonical form. The database knows whether it is free. */
export const username = ({ mayBeReserved = false } = {}) =>
  chosen().use(newUsername({ mayBeReserved })).use(USERNAME)

/** An email address in canonical form. */
export const email = () => chosen().use(emailAddress()).use(EMAIL)

/** One that is looked up rather than assigned. */
export const knownEmail = () => lookedUp().use(emailAddress()).use(EMAIL)

/** What a person types to sign in. Its format is not checked: an answer about it would reveal something. */
export const login = () =>
  lookedUp().use(storable()).use(maxCharacters(EMAIL_MAX)).use(toldCharacters(EMAIL_MAX)).use(LOGIN)

/** Somebody else, by username or email address, in canonical form. The model knows whether they exist. */
export const person = () => lookedUp().use(personName()).use(PERSON)

/** Several people, typed into one field. */
export const people = (most: number) =>
  lookedUp()
    .use(maxBytes(most * EMAIL_MAX))
    .use(personNames(most))
    .transform((names) => names.split(' '))
