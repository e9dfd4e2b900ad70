import type { I18n } from '@adonisjs/i18n'
import { listFormat, unfinishedListFormat } from '#words/formats'

/** "ada, grace, and alan"; without the last "and" if more follow. */
export const listInWords = (names: string[], { locale }: I18n, more = 0) =>
  (more ? unfinishedListFormat : listFormat)(locale).format(names)
