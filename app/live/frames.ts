import type { I18n } from '@adonisjs/i18n'
import type Event from '#models/event'
import EventTransformer from '#transformers/event_transformer'

/** Server-sent events, as defined by https://html.spec.whatwg.org/multipage/server-sent-events.html. */
const frame = (...lines: string[]) => `${lines.join('\n')}\n\n`

/** In each language in which it is told. */
const known = new WeakMap<Event, Map<string, string>>()

/** Has no id: a client that received only some of the events of one moment gets all of them again. */
export function eventFrame(event: Event, words: I18n) {
  const frames = known.get(event) ?? new Map<string, string>()
  known.set(event, frames)
  const told = () => JSON.stringify(new EventTransformer(event, words).toObject())
  const text = frames.get(words.locale) ?? frame(`data: ${told()}`)
  frames.set(words.locale, text)
  return text
}

/** Where a client resumes. It has no data, so that browsers dispatch no event. */
export const positionFrame = (position: string) => frame(`id: ${position}`)

export const retryFrame = (milliseconds: number) => frame(`retry: ${milliseconds}`)

/** The events cannot be listed: the client should reload what it shows. */
export const resetFrame = () => frame('event: reset', 'data: {}')
