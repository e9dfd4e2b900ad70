import type { ActivityEvent, Gatehouse, Options } from '../../../../clients/typescript/src/index.js'
import { releaseLater } from '#tests/helpers/release'
import { until } from '#tests/helpers/until'

type Fetch = NonNullable<Options['fetch']>

/** How a client asks for the stream, as watched networks count it. */
export const STREAM = 'GET /api/v1/events/stream'

/** Reads events until it is told not to: what came so far, how often all was read anew, and with which error it ended. */
export async function listen(app: Gatehouse, options: Parameters<Gatehouse['events']>[0] = {}) {
  const abort = new AbortController()
  releaseLater(() => abort.abort())
  const heard: ActivityEvent[] = []
  const listening = { heard, resets: 0, abort, over: Promise.resolve<unknown>(undefined) }
  const onReset = () => void listening.resets++
  const read = async () => {
    for await (const event of app.events({ signal: abort.signal, onReset, ...options }))
      heard.push(event)
  }
  let isOver = false
  listening.over = read()
    .catch((error: unknown) => error)
    .finally(() => (isOver = true))
  await until('it listens', () => isOver || listening.resets > 0)
  return listening
}

export const untilHeard = (heard: ActivityEvent[], count: number) =>
  until(`${count} events are heard`, () => heard.length >= count)

const isStream = (url: string) => url.endsWith('/stream')

/** Answers the streams that come first in other ways, one after the other. */
export function first(
  fetch: Fetch,
  ...ways: ((answer: () => Promise<Response>) => Promise<Response>)[]
) {
  return ((url, init) => {
    const way = isStream(url) ? ways.shift() : undefined
    return way ? way(() => fetch(url, init)) : fetch(url, init)
  }) satisfies Fetch
}

/** Breaks off after the first event, before what says that it was told. */
export async function cutAfterEvent(ask: () => Promise<Response>) {
  const answer = await ask()
  const texts = answer.body!.pipeThrough(new TextDecoderStream())
  const cut = async function* () {
    for await (const text of texts) {
      const [told] = /^data: .*\n\n/m.exec(text) ?? []
      yield new TextEncoder().encode(told ?? text)
      if (told) throw new TypeError('terminated')
    }
  }
  return new Response(ReadableStream.from(cut()), answer)
}

/** A minute passes in less than a second for whoever waits for it as the client does; fetch does otherwise. */
export function hurry() {
  const { setTimeout: usual } = globalThis
  const hurried = (...[run, milliseconds = 0, ...more]: Parameters<typeof usual>) =>
    usual(run, more.length ? milliseconds : milliseconds / 100, ...more)
  globalThis.setTimeout = hurried as unknown as typeof setTimeout
  releaseLater(() => (globalThis.setTimeout = usual))
}
