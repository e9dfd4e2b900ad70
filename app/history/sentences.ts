import type { I18n } from '@adonisjs/i18n'
import type messages from '../../resources/lang/en/history.json'
import type Event from '#models/event'

const said = (key: keyof typeof messages, by: string, { details }: Event, words: I18n) =>
  words.t('history.sentence', {
    what: words.t(`history.${key}`),
    by,
    times: typeof details.times === 'number' ? details.times : 0,
  })

/** What happened, as the person reads it whose account it is. */
export const sentenceOf = (event: Event, words: I18n) =>
  said(event.kind, event.isByAnother ? 'another' : event.credential, event, words)

/** The same to the super user, who is told beside it who did it. */
export const plainSentenceOf = (event: Event, words: I18n) =>
  said(event.kind === 'signed_in' ? 'signed_in_plain' : event.kind, event.credential, event, words)
