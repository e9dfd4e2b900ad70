import type { I18n } from '@adonisjs/i18n'
import type messages from '../../resources/lang/en/history.json'
import type Event from '#models/event'

/** What happened, as the person reads it whose account it is. */
export function sentenceOf({ kind, details, credential, isByAnother }: Event, words: I18n) {
  return words.t('history.sentence', {
    what: words.t(`history.${kind satisfies keyof typeof messages}`),
    by: isByAnother ? 'another' : credential,
    times: typeof details.times === 'number' ? details.times : 0,
  })
}
