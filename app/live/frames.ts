import type Event from '#models/event'
import EventTransformer from '#transformers/event_transformer'

/** Server-sent events, as defined by https://html.spec.whatwg.org/multipage/server-sent-events.html. */
const frame = (...lines: string[]) => `${lines.join('\n')}\n\n`

const known = new WeakMap<Event, string>()

/** Has no id: a client that received only some of the events of one moment gets all of them again. */
export function eventFrame(event: Event) {
  const text =
    known.get(event) ?? frame(`data: ${JSON.stringify(new EventTransformer(event).toObject())}`)
  known.set(event, text)
  return text
}

/** Where a client resumes. It has no data, so that browsers dispatch no event. */
export const positionFrame = (position: string) => frame(`id: ${position}`)

export const retryFrame = (milliseconds: number) => frame(`retry: ${milliseconds}`)

/** The events cannot be listed: the client should reload what it shows. */
export const resetFrame = () => frame('event: reset', 'data: {}')
