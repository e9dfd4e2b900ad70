import { once } from 'node:events'
import { get, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { ORIGIN } from '#tests/helpers/clients/http'
import { App, type Browser } from '#tests/helpers/clients/sign_in'
import { releaseLater } from '#tests/helpers/release'
import { until } from '#tests/helpers/until'

export const STREAM = '/api/v1/events/stream'

export type Told = {
  id: string
  kind: string
  text: string
  byAnother: boolean
  subject: { id: string } | null
}

/** A stream as a client reads it: what was said so far, and what it would go on from. */
export class Following {
  #text = ''
  isOver = false

  constructor(readonly response: IncomingMessage) {
    response.on('data', (chunk) => (this.#text += chunk))
    response.on('error', () => {})
    response.once('close', () => (this.isOver = true))
  }

  get frames() {
    return this.#text.split('\n\n').slice(0, -1)
  }

  get told(): Told[] {
    const frames = this.frames.filter((frame) => frame.startsWith('data: '))
    return frames.map((frame) => JSON.parse(frame.slice('data: '.length)))
  }

  get kinds() {
    return this.told.map(({ kind }) => kind)
  }

  get positions() {
    const frames = this.frames.filter((frame) => frame.startsWith('id: '))
    return frames.map((frame) => frame.slice('id: '.length))
  }

  get isReset() {
    return this.#text.includes('event: reset\n')
  }

  async untilTold(count: number) {
    await until(`${count} events are told`, () => this.told.length >= count)
    return this.kinds
  }

  /** @returns the milliseconds that it took */
  async untilOver() {
    const start = performance.now()
    await until('the stream ends', () => this.isOver)
    return performance.now() - start
  }

  /** Leaves, and answers with what it would come back with. */
  async leave() {
    this.response.destroy()
    await this.untilOver()
    return this.positions.at(-1)!
  }
}

type Wish = { query?: string; after?: string; origin?: string; headers?: OutgoingHttpHeaders }

const credentialOf = (client: App | Browser) =>
  client instanceof App
    ? { Authorization: `Bearer ${client.pair.accessToken}` }
    : { Cookie: client.jar.toString() }

/** Opens a stream, and waits until it has begun; it is left at the end of the test. */
export async function follow(
  client: App | Browser,
  { query = '', after, origin = ORIGIN, headers = {} }: Wish = {}
) {
  const request = get(origin + STREAM + query, {
    agent: false,
    headers: { ...credentialOf(client), ...(after && { 'Last-Event-ID': after }), ...headers },
  })
  request.on('error', () => {})
  releaseLater(() => request.destroy())
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  const following = new Following(response)
  if (response.statusCode === 200)
    await until('the stream begins', () => following.positions.length > 0)
  return following
}

/** Long enough for the next look to have come and gone. */
export const looks = (count: number) => wait(count * 1_000)
