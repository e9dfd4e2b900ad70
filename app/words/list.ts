import type { I18n } from '@adonisjs/i18n'

/** "ada, grace, and alan"; where more come after those, without the last "and". */
export const listInWords = (names: string[], { locale }: I18n, more = 0) =>
  new Intl.ListFormat(locale, more ? { type: 'unit' } : undefined).format(names)
