import vine from '@vinejs/vine'
import { EVENT_KIND_NAMES } from '#activity/kinds'
import { EVENTS_ABOUT, EVENTS_ABOUT_NAMES } from '#history/about'
import { storedText } from '#validators/rules/secrets'
import { filledIn, refuse, told, trim, unlessEmpty } from '#validators/rules/text'
import { somethingNew } from '#validators/changes/something_new'
import { canonicalTarget, faultOfTarget, URL_MAX } from '#webhooks/target'

const targetRule = vine.createRule((value, _, field) => {
  const fault = faultOfTarget(value as string)
  if (fault) return refuse(field, fault)
  const canonical = canonicalTarget(value as string)
  if (canonical.length > URL_MAX) refuse(field, 'max_bytes', { max: URL_MAX })
  else field.mutate(canonical, field)
})

const target = () =>
  storedText(URL_MAX)
    .use(trim())
    .use(filledIn())
    .use(targetRule())
    .use(
      told({
        description: 'An https URL; kept as browsers read it.',
        examples: ['https://example.org/gatehouse'],
      })
    )

const kinds = () =>
  vine.array(vine.enum(EVENT_KIND_NAMES)).maxLength(EVENT_KIND_NAMES.length).distinct()

/** Without kinds, or with an empty list, a webhook receives all events. */
export const webhookValidator = vine.create({ url: target(), kinds: kinds().optional() })

const newWebhook = somethingNew({
  rule: 'required_without_is_active',
  fields: ['kinds', 'isActive'],
})

/** Fields that are not sent stay as they are. */
export const changeWebhookValidator = vine.create({
  url: target().optional().use(newWebhook),
  kinds: kinds().optional(),
  isActive: vine.boolean({ strict: true }).optional(),
})

/** The same from a form, where one choice stands for several kinds. */
export const webhookFormValidator = vine.create({
  url: target(),
  about: vine.enum(EVENTS_ABOUT_NAMES).parse(unlessEmpty).optional(),
})

/** Turns a webhook on or off, on its page. */
export const webhookStateFormValidator = vine.create({
  isActive: vine.enum(['true', 'false']).transform((text) => text === 'true'),
})

export const kindsAbout = (about?: keyof typeof EVENTS_ABOUT) => (about ? EVENTS_ABOUT[about] : [])
