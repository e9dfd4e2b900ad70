import vine from '@vinejs/vine'
import { EVENT_KIND_NAMES } from '#activity/kinds'
import { LIST_FORMAT_NAMES } from '#exports/formats'
import { EVENTS_ABOUT_NAMES } from '#history/about'
import { EMAIL_MAX } from '#names/identifiers'
import { afterField } from '#validators/page'
import { address, searchText, typedNumber, unlessEmpty } from '#validators/rules'
import { time } from '#validators/times'

const listFields = {
  about: vine.enum(EVENTS_ABOUT_NAMES).parse(unlessEmpty).optional(),
  perPage: typedNumber(1, 100).optional(),
  ...afterField,
  format: vine.enum(LIST_FORMAT_NAMES).parse(unlessEmpty).optional(),
}

/** `?about=&perPage=&after=` of the list of events of one account, or `?about=&format=` for all of it as a file. */
export const eventListValidator = vine.create(listFields)

const filterFields = {
  ...listFields,
  kind: vine.enum(EVENT_KIND_NAMES).parse(unlessEmpty).optional(),
  outcome: vine.enum(['done', 'refused']).parse(unlessEmpty).optional(),
  from: time().optional(),
  to: time().optional(),
  address: address().optional(),
}

/** The same of a person, as the super user looks for them. */
export const personEventListValidator = vine.create(filterFields)

/** The same of everybody, or of a `?person=`. */
export const allEventListValidator = vine.create({
  ...filterFields,
  person: searchText(EMAIL_MAX).parse(unlessEmpty).optional(),
})

/** `?about=` of the stream of events. */
export const eventStreamValidator = vine.create({
  about: vine.enum(EVENTS_ABOUT_NAMES).parse(unlessEmpty).optional(),
})

/** `?signIn=` of the page that helps whoever was not the one who signed in. */
export const denialValidator = vine.create({ signIn: vine.string().uuid().optional() })
