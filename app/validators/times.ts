import vine from '@vinejs/vine'
import { DateTime } from 'luxon'
import { databaseTime } from '#database/time'
import { unlessEmpty } from '#validators/rules'
import { refuse, told, trim } from '#validators/text_rules'

/** A time without an offset is UTC, as all that we write. */
const readTime = (text: string) => DateTime.fromISO(text, { zone: 'utc' })

/** ISO 8601 knows times of today, weeks, and years of six digits as well, for which a slip is taken all too easily. */
const DATED = /^\d{4}-\d\d-\d\d(?:$|T)/i

const dated = vine.createRule(
  (value, _, field) => {
    const text = value as string
    if (!DATED.test(text) || !readTime(text).isValid) refuse(field, 'time')
  },
  { name: 'dated' }
)

/** The database judges later whether it is over, so it is asked what time it is. */
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

/** ISO 8601 with a date, to come; or null. */
export const futureTime = () =>
  vine
    .string()
    .use(trim())
    .use(futureDate())
    .use(TO_COME)
    .nullable()
    .transform((text) => (text === null ? null : readTime(text)))

/** ISO 8601 with a date. A field of a form that is left empty was not filled in. */
export const time = () =>
  vine.string().parse(unlessEmpty).use(trim()).use(dated()).use(DATE).transform(readTime)
