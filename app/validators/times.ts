import vine from '@vinejs/vine'
import { DateTime } from 'luxon'
import { databaseTime } from '#database/time'
import { refuse, told, trim, unlessEmpty } from '#validators/rules/text'

/** A time without an offset is UTC, like all that we write. */
const readTime = (text: string) => DateTime.fromISO(text, { zone: 'utc' })

/** ISO 8601 also has times without a date, weeks, and six-digit years, any of which a typing error can look like. */
const DATED = /^\d{4}-\d\d-\d\d(?:$|T)/i

/** An offset that no clock has (RFC 3339, 5.6). */
const ODD_OFFSET = /^[^T]*T[^+-]*[+-](?!(?:[01]\d|2[0-3])(?::?[0-5]\d)?$)/i

/** The year counts in UTC, as it is written in answers: an offset may lead beyond the last with four digits. */
function isTime(text: string) {
  const { isValid, year } = readTime(text)
  return DATED.test(text) && !ODD_OFFSET.test(text) && isValid && year >= 0 && year <= 9999
}

const dated = vine.createRule(
  (value, _, field) => {
    if (!isTime(value as string)) refuse(field, 'time')
  },
  { name: 'dated' }
)

/** Compared with the database's time, because the database later decides whether it has passed. */
const futureDate = vine.createRule(
  async (value, _, field) => {
    const text = value as string
    if (!isTime(text)) refuse(field, 'time')
    else if (readTime(text) <= (await databaseTime())) refuse(field, 'future')
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
