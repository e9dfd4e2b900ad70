import vine from '@vinejs/vine'
import { DateTime } from 'luxon'
import { databaseTime } from '#database/time'
import { unlessEmpty } from '#validators/rules'
import { refuse, told, trim } from '#validators/text_rules'

/** A time without an offset is UTC, like all that we write. */
const readTime = (text: string) => DateTime.fromISO(text, { zone: 'utc' })

/** ISO 8601 also has times without a date, weeks, and six-digit years, any of which a typing error can look like. */
const DATED = /^\d{4}-\d\d-\d\d(?:$|T)/i

const dated = vine.createRule(
  (value, _, field) => {
    const text = value as string
    if (!DATED.test(text) || !readTime(text).isValid) refuse(field, 'time')
  },
  { name: 'dated' }
)

/** Compared with the database's time, because the database later decides whether it has passed. */
const futureDate = vine.createRule(
  async (value, _, field) => {
    const text = value as string
    const time = readTime(text)
    if (!DATED.test(text) || !time.isValid) refuse(field, 'time')
    else if (time <= (await databaseTime())) refuse(field, 'future')
  },
  { name: 'future', isAsync: true }
)

const DATE = told({
  description: 'ISO 8601 with a date; UTC without an offset.',
  examples: ['2030-01-31T12:00:00Z'],
})

const TO_COME = told({
  description: 'ISO 8601 with a date, to come; UTC without an offset.',
  examples: ['2030-01-31T12:00:00Z'],
})

/** ISO 8601 with a date in the future; or null. */
export const futureTime = () =>
  vine
    .string()
    .use(trim())
    .use(futureDate())
    .use(TO_COME)
    .nullable()
    .transform((text) => (text === null ? null : readTime(text)))

/** ISO 8601 with a date. An empty field of a form counts as not filled in. */
export const time = () =>
  vine.string().parse(unlessEmpty).use(trim()).use(dated()).use(DATE).transform(readTime)
