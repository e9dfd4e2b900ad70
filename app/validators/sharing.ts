import { linkLifetime, mostPeopleAtOnce, mostSharesAtOnce } from '#config/service/sharing'
import { OWN_ORDERS } from '#sharing/own_list'
import { chosenFiles, partOfName } from '#validators/file'
import { afterField, pageFields, sort } from '#validators/page'
import { minCharacters } from '#validators/rules/lengths'
import { people, person } from '#validators/rules/names'
import { typedNumber, wholeNumber } from '#validators/rules/numbers'
import { currentPassword, PASSWORD_BYTES_MAX, storedSecret } from '#validators/rules/secrets'
import { told } from '#validators/rules/text'
import { somethingNew } from '#validators/changes/something_new'
import { futureTime } from '#validators/times'
import vine from '@vinejs/vine'

const ROLES = ['viewer', 'editor'] as const

/** Characters of what undoingEnd() seals. */
const ENDED_SHARE_MAX = 2_000

const newShare = somethingNew({ rule: 'required_without_expires_at', clearable: ['expiresAt'] })

/** Without an end, or with null, the share is permanent. */
export const shareValidator = vine.create({
  with: person(),
  role: vine.enum(ROLES),
  expiresAt: futureTime().optional(),
})

const shareFormFields = {
  with: people(mostPeopleAtOnce),
  role: vine.enum(ROLES),
  days: typedNumber(1, 365).optional(),
}

/** The same from a form, which names several people and a duration. Without a number of days the share is permanent. */
export const shareFormValidator = vine.create(shareFormFields)

/** The same for several files. */
export const shareFilesFormValidator = vine.create({ files: chosenFiles(), ...shareFormFields })

/** Shares that were just created, to be undone. */
export const chosenSharesValidator = vine.create({
  shares: vine.array(vine.string().uuid()).minLength(1).maxLength(mostSharesAtOnce),
})

/** What a share was that has just been ended, to be undone. */
export const endedShareValidator = vine.create({
  shares: vine.array(vine.string().maxLength(ENDED_SHARE_MAX)).minLength(1).maxLength(1),
})

/** Fields that are not sent stay as they are; an end of null makes the share permanent. */
export const changeShareValidator = vine.create({
  role: vine.enum(ROLES).optional().use(newShare),
  expiresAt: futureTime().optional(),
})

/** The same from a form, which only changes the role. */
export const changeShareFormValidator = vine.create({ role: vine.enum(ROLES) })

/** The highest limit on a link's downloads. */
const DOWNLOADS_MAX = 10_000

/** Characters. */
const LINK_PASSWORD_MIN = 6

const linkPassword = () =>
  storedSecret(PASSWORD_BYTES_MAX)
    .use(minCharacters(LINK_PASSWORD_MIN))
    .use(told({ minLength: LINK_PASSWORD_MIN, examples: ['lake house'] }))

export const fileLinkValidator = vine.create({
  expiresInSeconds: wholeNumber(1, linkLifetime.longest, 3_600)
    .use(told({ description: `${linkLifetime.usual} without it.` }))
    .optional(),
  password: linkPassword().optional(),
  maxDownloads: wholeNumber(1, DOWNLOADS_MAX, 10)
    .use(told({ description: 'Any number of them without it.' }))
    .optional(),
})

/** The same from a form, where an empty field counts as not filled in. */
export const fileLinkFormValidator = vine.create({
  expiresInSeconds: typedNumber(1, linkLifetime.longest).optional(),
  linkPassword: linkPassword()
    .parse((value) => (value === '' ? undefined : value))
    .optional(),
  maxDownloads: typedNumber(1, DOWNLOADS_MAX).optional(),
})

/** The password of somebody else's link. */
export const openedLinkValidator = vine.create({ linkPassword: currentPassword() })

const ownListFields = {
  q: partOfName().optional(),
  sort: sort(OWN_ORDERS).optional(),
}

/** `?q=&sort=&page=&perPage=&after=` of the lists of everything that somebody shares. */
export const ownListValidator = vine.create({ ...pageFields, ...afterField, ...ownListFields })

/** `?page=&links=` of the page with everything that is shared: it holds two lists. */
export const ownSharesValidator = vine.create({
  ...ownListFields,
  page: pageFields.page.clone(),
  links: pageFields.page.clone(),
})
