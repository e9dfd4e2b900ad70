import vine from '@vinejs/vine'
import { EVENT_KIND_NAMES } from '#activity/kinds'
import { LIST_FORMAT_NAMES } from '#exports/formats'
import { EVENTS_ABOUT_NAMES } from '#history/about'
import { EMAIL_MAX } from '#names/identifiers'
import { afterField, perPage } from '#validators/page'
import { searchText } from '#validators/rules/lines'
import { address } from '#validators/rules/places'
import { told, unlessEmpty } from '#validators/rules/text'
import { time } from '#validators/times'

const listFields = {
  about: vine.enum(EVENTS_ABOUT_NAMES).parse(unlessEmpty).optional(),
  perPage: perPage(),
  ...afterField,
  format: vine
    .enum(LIST_FORMAT_NAMES)
    .parse(unlessEmpty)
    .use(told({ description: 'The whole list as a file, in place of a page.' }))
    .optional(),
}

/** `?about=&perPage=&after=` of an account's list of events, or `?about=&format=` for the whole list as a file. */
export const eventListValidator = vine.create(listFields)

const filterFields = {
  ...listFields,
  kind: vine.enum(EVENT_KIND_NAMES).parse(unlessEmpty).optional(),
  outcome: vine.enum(['done', 'refused']).parse(unlessEmpty).optional(),
  from: time().optional(),
  to: time().optional(),
  address: address().optional(),
}

/** The same for a person, as seen by the super user. */
export const personEventListValidator = vine.create(filterFields)

/** The same for everybody, or for a `?person=`. */
export const allEventListValidator = vine.create({
  ...filterFields,
  person: searchText(EMAIL_MAX).parse(unlessEmpty).optional(),
})

/** `?about=` of the stream of events. */
export const eventStreamValidator = vine.create({
  about: vine.enum(EVENTS_ABOUT_NAMES).parse(unlessEmpty).optional(),
})

/** `?signIn=` of the page for people who report a sign-in that was not theirs. */
export const denialValidator = vine.create({ signIn: vine.string().uuid().optional() })
