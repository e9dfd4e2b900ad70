import { LANGUAGE_CODES } from '#config/i18n'
import { pictures, type PictureWidth } from '#config/service/pictures'
import { email, newPassword, personalName, username } from '#validators/rules'
import { timeZone } from '#validators/text_rules'
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
const zone = () => vine.string().use(timeZone())

/** What somebody would like: null is what everybody gets. */
const preferences = {
  displayName: displayName().nullable().optional(),
  language: language().nullable().optional(),
  theme: theme().nullable().optional(),
  timeZone: zone().nullable().optional(),
  shareMails: vine.boolean({ strict: true }).optional(),
}

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
    const others = Object.keys(preferences).some((name) => field.parent[name] !== undefined)
    if (field.isDefined || others || vine.helpers.exists(field.parent.email)) return
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

/** At least one of them. */
export const updateProfileValidator = vine.create({
  username: username().optional().use(requiredWithoutOthers()),
  email: email().optional(),
  ...preferences,
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

/** Selects whose first choice is none, and a name that may be left empty. */
export const preferencesFormValidator = vine.create({
  displayName: displayName().parse(nothing).nullable().optional(),
  language: language().parse(nothing).nullable().optional(),
  theme: theme().parse(nothing).nullable().optional(),
  timeZone: zone().parse(nothing).nullable().optional(),
})

/** A box that is not ticked is not sent. */
export const notificationsFormValidator = vine.create({
  shareMails: vine.boolean().optional(),
})

const PICTURE_WIDTHS = Object.keys(pictures.widths) as PictureWidth[]

/** `?size=` of the address of a picture of somebody: large without it. */
export const pictureValidator = vine.create({ size: vine.enum(PICTURE_WIDTHS).optional() })
