import type { I18n } from '@adonisjs/i18n'
import { DateTime } from 'luxon'

type Options = { dateOnly?: boolean; relative?: boolean }

/** The reader's language, and their time zone if they have chosen one. */
export type Reader = { words: I18n; timeZone?: string | null }

/** The only place for a line break is between the date and the time of day. */
const unbroken = (text: string) => text.replace(/(?<!,) /g, '\u00a0')

function shapeOf({ dateOnly, relative }: Options) {
  if (dateOnly) return 'date'
  return relative ? 'relative' : 'time'
}

function formatFor({ dateOnly }: Options, timeZone: Reader['timeZone']) {
  if (dateOnly) return 'date'
  return timeZone ? 'zoned' : 'moment'
}

/**
 * A point in time as HTML: in the zone that the reader has chosen, otherwise in UTC, which a script replaces by the
 * browser's zone (resources/js/times.ts). `relative` shows how long ago a recent one was.
 */
export function timeTag(
  moment: DateTime | null | undefined,
  reader: Reader,
  options: Options = {}
) {
  const { words, timeZone } = reader
  if (!moment) return `<span>${words.t('layout.never')}</span>`
  const format = words.t(`words.format.${formatFor(options, timeZone)}`)
  const text = moment.setZone(timeZone ?? 'utc').toFormat(format, { locale: words.locale })
  return `<time datetime="${moment.toJSDate().toISOString()}" data-shape="${shapeOf(options)}">${unbroken(text)}</time>`
}

/** A day or an hour of figures, which are counted in UTC, as text. */
export const periodInWords = (start: string, unit: 'day' | 'hour', words: I18n) =>
  DateTime.fromISO(start, { zone: 'utc' }).toFormat(words.t(`words.format.${unit}`), {
    locale: words.locale,
  })
