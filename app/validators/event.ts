import vine from '@vinejs/vine'
import { EVENTS_ABOUT_NAMES } from '#history/about'
import { afterField } from '#validators/page'
import { typedNumber, unlessEmpty } from '#validators/rules'

/** `?about=&perPage=&after=` of the list of events. */
export const eventListValidator = vine.create({
  about: vine.enum(EVENTS_ABOUT_NAMES).parse(unlessEmpty).optional(),
  perPage: typedNumber(1, 100).optional(),
  ...afterField,
})

/** `?about=` of the stream of events. */
export const eventStreamValidator = vine.create({
  about: vine.enum(EVENTS_ABOUT_NAMES).parse(unlessEmpty).optional(),
})

/** `?signIn=` of the page that helps whoever was not the one who signed in. */
export const denialValidator = vine.create({ signIn: vine.string().uuid().optional() })
