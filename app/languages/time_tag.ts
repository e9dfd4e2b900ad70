import type { I18n } from '@adonisjs/i18n'
import type { DateTime } from 'luxon'

type Options = { dateOnly?: boolean; relative?: boolean }

/** The only place to break a line at is between the date and the time of day. */
const unbroken = (text: string) => text.replace(/(?<!,) /g, '\u00a0')

function shapeOf({ dateOnly, relative }: Options) {
  if (dateOnly) return 'date'
  return relative ? 'relative' : 'time'
}

/**
 * A point in time, as HTML: in UTC, and where a script runs in the reader's own zone (resources/js/times.ts). `relative`
 * tells how long ago a recent one was.
 */
export function timeTag(moment: DateTime | null | undefined, words: I18n, options: Options = {}) {
  if (!moment) return `<span>${words.t('layout.never')}</span>`
  const inUtc = moment.toUTC().setLocale(words.locale)
  const format = words.t(`words.format.${options.dateOnly ? 'date' : 'moment'}`)
  const text = unbroken(inUtc.toFormat(format))
  return `<time datetime="${inUtc.toISO()}" data-shape="${shapeOf(options)}">${text}</time>`
}
