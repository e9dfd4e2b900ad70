import type { I18n } from '@adonisjs/i18n'
import { listFormat, unfinishedListFormat } from '#words/formats'

/** "ada, grace, and alan"; where more come after those, without the last "and". */
export const listInWords = (names: string[], { locale }: I18n, more = 0) =>
  (more ? unfinishedListFormat : listFormat)(locale).format(names)
