import type Event from '#models/event'
import EventTransformer from '#transformers/event_transformer'

/** Server-sent events, as https://html.spec.whatwg.org/multipage/server-sent-events.html writes them. */
const frame = (...lines: string[]) => `${lines.join('\n')}\n\n`

const known = new WeakMap<Event, string>()

/** Without an id: a client that was told some of what is new at one moment, and not all, is told all of it again. */
export function eventFrame(event: Event) {
  const text =
    known.get(event) ?? frame(`data: ${JSON.stringify(new EventTransformer(event).toObject())}`)
  known.set(event, text)
  return text
}

/** Where a client goes on from. It has no data, so that nothing is dispatched. */
export const positionFrame = (position: string) => frame(`id: ${position}`)

export const retryFrame = (milliseconds: number) => frame(`retry: ${milliseconds}`)

/** What has happened is not told: read anew what is shown. */
export const resetFrame = () => frame('event: reset', 'data: {}')
