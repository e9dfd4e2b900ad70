import type { I18n } from '@adonisjs/i18n'
import type { DateTime } from 'luxon'

/** A moment, as mails write it: in the time zone that the reader has chosen, else in UTC, and in which it is. */
export const pointInTime = (moment: DateTime, words: I18n, timeZone?: string | null) =>
  moment
    .setZone(timeZone ?? 'utc')
    .setLocale(words.locale)
    .toFormat(words.t(timeZone ? 'words.format.zoned_in_mail' : 'words.format.in_mail'))
