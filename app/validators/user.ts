import { email, newPassword, username } from '#validators/rules'
import { LANGUAGE_CODES } from '#config/i18n'
import type { Identity } from '#passwords/rules'
import { trimUnseen } from '#words/text'
import vine from '@vinejs/vine'
import type { FieldContext } from '@vinejs/vine/types'

const asText = (value: unknown) => (typeof value === 'string' ? value : null)

/** Of someone who registers: the names stand beside the password. */
const registrant = ({ parent }: FieldContext): Identity => ({
  username: asText(parent.username),
  email: asText(parent.email),
})

/** Of someone who has an account: the caller hands the names over as `meta`. */
const owner = ({ meta }: FieldContext): Identity => meta

const confirmation = { as: 'passwordConfirmation' }

const requiredWithoutOthers = vine.createRule(
  (_, __, field) => {
    const { parent, isDefined } = field
    if (isDefined || vine.helpers.exists(parent.email) || parent.language !== undefined) return
    field.report('required_without_email', 'required_without_email', field)
  },
  { name: 'requiredWithoutOthers', implicit: true }
)

const sameUsername = vine.createRule(
  (value, _, field) => {
    if (trimUnseen(String(value)).toLowerCase() === field.meta.username) return
    field.report('same_username', 'same_username', field)
  },
  { name: 'sameUsername' }
)

export const registerValidator = vine.create({
  username: username(),
  email: email(),
  password: newPassword(registrant),
})

/** The same behind a form, where the password is typed twice. */
export const registerFormValidator = vine.create({
  username: username(),
  email: email(),
  password: newPassword(registrant).confirmed(confirmation),
})

/** An account made by command: an operator may give away the names that nobody can choose. */
export const createUserValidator = vine.create({
  username: username({ mayBeReserved: true }),
  email: email(),
  password: newPassword(registrant),
})

/** An account that an operator brings back, with another address where it has lost its own. */
export const activateUserValidator = vine.create({
  email: email().optional(),
})

/** At least one of them. No language is the one that the client asks for. */
export const updateProfileValidator = vine.create({
  username: username().optional().use(requiredWithoutOthers()),
  email: email().optional(),
  language: vine.enum(LANGUAGE_CODES).nullable().optional(),
})

/** A select whose first choice is none. */
export const preferencesFormValidator = vine.create({
  language: vine
    .enum(LANGUAGE_CODES)
    .parse((value) => (value === '' ? null : value))
    .nullable(),
})

/** Wants the owner's names: `{ meta: { username, email } }`. */
export const changePasswordValidator = vine.withMetaData<Identity>().create({
  password: newPassword(owner).notSameAs('currentPassword'),
})

/** The same behind a form, where the new password is typed twice. */
export const changePasswordFormValidator = vine.withMetaData<Identity>().create({
  password: newPassword(owner).notSameAs('currentPassword').confirmed(confirmation),
})

/** The form by which somebody deletes their account: they type its name, so that no stray click does it. */
export const deleteAccountFormValidator = vine.withMetaData<{ username: string }>().create({
  username: vine.string().use(sameUsername()),
})

export const changeUsernameValidator = vine.create({
  username: username(),
})

export const changeEmailValidator = vine.create({
  email: email(),
})
