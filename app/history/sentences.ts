import type { I18n } from '@adonisjs/i18n'
import { EVENT_KIND_NAMES, type EventKind } from '#activity/kinds'
import type messages from '../../resources/lang/en/history.json'
import type Event from '#models/event'

const said = (key: keyof typeof messages, by: string, { details }: Event, words: I18n) =>
  words.t('history.sentence', {
    what: words.t(`history.${key}`),
    by,
    times: typeof details.times === 'number' ? details.times : 0,
  })

/** Who did it, as the owner of the account knows them: whoever runs the service is who answers for it. */
const doerOf = ({ isByAnother, credential }: Event) =>
  isByAnother ? 'another' : credential === 'command' ? 'support' : credential

/** An event, worded for the owner of the account. */
export const sentenceOf = (event: Event, words: I18n) =>
  said(event.kind, doerOf(event), event, words)

const plainKey = (kind: EventKind) => (kind === 'signed_in' ? 'signed_in_plain' : kind)

/** An event, worded for the super user, who is shown who did it beside the sentence. */
export const plainSentenceOf = (event: Event, words: I18n) =>
  said(plainKey(event.kind), event.credential, event, words)

/** All kinds in words, in alphabetical order. */
export const kindsInWords = (words: I18n) =>
  EVENT_KIND_NAMES.map((kind) => ({
    value: kind,
    label: words.t(`history.${plainKey(kind)}`),
  })).sort((one, other) => one.label.localeCompare(other.label, words.locale))
