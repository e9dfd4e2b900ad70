import type { I18n } from '@adonisjs/i18n'
import type { DateTime } from 'luxon'

/** A moment, as mails write it: they cannot know where they are read. */
export const pointInTime = (moment: DateTime, words: I18n) =>
  moment.toUTC().setLocale(words.locale).toFormat(words.t('words.format.in_mail'))
