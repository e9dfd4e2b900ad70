import vine from '@vinejs/vine'
import type { FieldContext } from '@vinejs/vine/types'
import { type Identity, PASSWORD_LENGTH, passwordFault } from '#passwords/rules'
import { maxBytes, toldCharacters } from '#validators/rules/lengths'
import {
  example,
  filledIn,
  notEmpty,
  refuse,
  storable,
  textRule,
  told,
} from '#validators/rules/text'

/** Bytes. Far beyond any password that can be chosen, and few enough to hash. */
export const PASSWORD_BYTES_MAX = 4096

const PASSWORD = told({
  minLength: PASSWORD_LENGTH.min,
  examples: ['correct horse battery'],
})

const goodPassword = textRule<(field: FieldContext) => Identity>(
  'password',
  (text, whose, field) => {
    const fault = passwordFault(text, whose(field))
    if (fault) refuse(field, fault, PASSWORD_LENGTH)
  }
)

/** A password that somebody chooses, unchanged; `whose` returns the names that it must not contain. */
export const newPassword = (whose: (field: FieldContext) => Identity) =>
  vine
    .string()
    .use(filledIn())
    .use(goodPassword(whose))
    .use(toldCharacters(PASSWORD_LENGTH.max))
    .use(PASSWORD)

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
