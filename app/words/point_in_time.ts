import type { I18n } from '@adonisjs/i18n'
import type { DateTime } from 'luxon'

/** A time for emails: in the reader's time zone, otherwise in UTC, and with the zone's name. */
export const pointInTime = (moment: DateTime, words: I18n, timeZone?: string | null) =>
  moment
    .setZone(timeZone ?? 'utc')
    .setLocale(words.locale)
    .toFormat(words.t(timeZone ? 'words.format.zoned_in_mail' : 'words.format.in_mail'))
