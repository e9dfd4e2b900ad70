import { LANGUAGE_CODES } from '#config/i18n'
import { pictures, type PictureWidth } from '#config/service/pictures'
import { personalName } from '#validators/rules/lines'
import { email, username } from '#validators/rules/names'
import { timeZone } from '#validators/rules/places'
import { newPassword } from '#validators/rules/secrets'
import { somethingNew } from '#validators/changes/something_new'
import type { Identity } from '#passwords/rules'
import { trimUnseen } from '#words/text'
import vine from '@vinejs/vine'
import type { FieldContext } from '@vinejs/vine/types'

const THEMES = ['light', 'dark'] as const

/** Unicode code points. */
const DISPLAY_NAME_MAX = 60

const nothing = (value: unknown) => (value === '' ? null : value)

const displayName = () => personalName(DISPLAY_NAME_MAX)
const language = () => vine.enum(LANGUAGE_CODES)
const theme = () => vine.enum(THEMES)

/** Null stands for the default. */
const preferences = {
  displayName: displayName().nullable().optional(),
  language: language().nullable().optional(),
  theme: theme().nullable().optional(),
  timeZone: timeZone().nullable().optional(),
  shareMails: vine.boolean({ strict: true }).optional(),
}

const asText = (value: unknown) => (typeof value === 'string' ? value : null)

/** For a registration: the names are sent with the password. */
const registrant = ({ parent }: FieldContext): Identity => ({
  username: asText(parent.username),
  email: asText(parent.email),
})

/** For an existing account: the caller passes the names as `meta`. */
const owner = ({ meta }: FieldContext): Identity => meta

const confirmation = { as: 'passwordConfirmation' }

const newProfile = somethingNew({
  rule: 'required_without_email',
  fields: ['email'],
  clearable: Object.keys(preferences),
})

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

/** The same for a form, where the password is typed twice. */
export const registerFormValidator = vine.create({
  username: username(),
  email: email(),
  password: newPassword(registrant).confirmed(confirmation),
})

/** An account created by command: an operator may give away reserved names. */
export const createUserValidator = vine.create({
  username: username({ mayBeReserved: true }),
  email: email(),
  password: newPassword(registrant),
})

/** An account that an operator restores, with a new address if it has lost its own. */
export const activateUserValidator = vine.create({
  email: email().optional(),
})

/** At least one of them. */
export const updateProfileValidator = vine.create({
  username: username().optional().use(newProfile),
  email: email().optional(),
  ...preferences,
})

/** Requires the owner's names: `{ meta: { username, email } }`. */
export const changePasswordValidator = vine.withMetaData<Identity>().create({
  password: newPassword(owner).notSameAs('currentPassword'),
})

/** The same for a form, where the new password is typed twice. */
export const changePasswordFormValidator = vine.withMetaData<Identity>().create({
  password: newPassword(owner).notSameAs('currentPassword').confirmed(confirmation),
})

/** The form to delete an account. Its owner types the username, so that no stray click deletes it. */
export const deleteAccountFormValidator = vine.withMetaData<{ username: string }>().create({
  username: vine.string().use(sameUsername()),
})

export const changeUsernameValidator = vine.create({
  username: username(),
})

export const changeEmailValidator = vine.create({
  email: email(),
})

/** Selects start with an empty choice, and the name may be left empty. */
export const preferencesFormValidator = vine.create({
  displayName: displayName().parse(nothing).nullable().optional(),
  language: language().parse(nothing).nullable().optional(),
  theme: theme().parse(nothing).nullable().optional(),
  timeZone: timeZone().parse(nothing).nullable().optional(),
})

/** An unticked checkbox is not sent. */
export const notificationsFormValidator = vine.create({
  shareMails: vine.boolean().optional(),
})

const PICTURE_WIDTHS = Object.keys(pictures.widths) as PictureWidth[]

/** `?size=` in the address of a picture; large without it. */
export const pictureValidator = vine.create({ size: vine.enum(PICTURE_WIDTHS).optional() })
