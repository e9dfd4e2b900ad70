import { setTimeout as sleep } from 'node:timers/promises'
import logger from '@adonisjs/core/services/logger'
import { live } from '#config/service/live'
import { problems } from '#exceptions/problem'
import type { Snapshot } from '#history/snapshot'
import { look } from '#live/look'
import { LiveStream, type Listener } from '#live/stream'
import { logOfKind } from '#logs/log_of_kind'
import type { ServerResponse } from 'node:http'

type Begun = LiveStream & { seen: Snapshot }

const hasBegun = (stream: LiveStream): stream is Begun => stream.seen !== undefined

const oldestOf = (streams: Begun[]) =>
  streams.map(({ seen }) => seen).reduce((oldest, one) => (one.isBefore(oldest) ? one : oldest))

/** Seconds until a client with too many streams should try again. */
const PAUSE = 30

/**
 * All streams of this process. While there are any, one repeated query serves all of them: what is new, and which
 * credentials are still valid. If the database does not answer, nothing is sent.
 */
export class LiveStreams {
  readonly #streams = new Set<LiveStream>()
  #running?: Promise<void>
  #isStopping = false

  get count() {
    return this.#streams.size
  }

  /**
   * Opens a stream.
   * @param since what its client has received before; null if unknown, undefined for a new client
   * @throws Problem too_many_requests, unavailable
   */
  async open(listener: Listener, response: ServerResponse, since?: Snapshot | null) {
    const stream = this.#admit(listener, response)
    try {
      const { userId } = listener
      const { snapshot, news } = await look({ users: [userId], since: since ?? undefined })
      // A database restored elsewhere numbers its transactions anew.
      const isKnown = since !== null && !(since && snapshot.isBefore(since))
      stream.begin(snapshot, isKnown ? news : null)
    } catch (error) {
      this.#streams.delete(stream)
      throw error
    }
    this.#keepLooking()
    return stream.body
  }

  /** Ends all of them for good. */
  stop() {
    this.#isStopping = true
    for (const stream of this.#streams) stream.end()
  }

  #admit(listener: Listener, response: ServerResponse) {
    const { userId } = listener
    const own = [...this.#streams].filter((stream) => stream.listener.userId === userId)
    if (own.length >= live.mostOfPerson) throw problems.tooManyRequests(PAUSE)
    if (this.#isStopping || this.count >= live.mostOfProcess)
      throw problems.unavailable({ retryAfter: PAUSE })
    const stream = new LiveStream(listener, response)
    this.#streams.add(stream)
    response.once('close', () => this.#streams.delete(stream))
    return stream
  }

  #keepLooking() {
    this.#running ??= this.#lookAgainAndAgain().finally(() => {
      this.#running = undefined
      if (this.#streams.size) this.#keepLooking()
    })
  }

  async #lookAgainAndAgain() {
    while (this.#streams.size) {
      await sleep(live.every, undefined, { ref: false })
      await this.#lookForAll().catch((error) =>
        logOfKind('streams not served', (suppressed) =>
          logger.error({ err: error, suppressed }, 'streams could not be told what is new')
        )
      )
    }
  }

  async #lookForAll() {
    for (const stream of this.#streams) if (stream.response.destroyed) this.#streams.delete(stream)
    const streams = [...this.#streams].filter(hasBegun)
    if (!streams.length) return
    const { snapshot, news, isGood } = await look({
      users: streams.map(({ listener }) => listener.userId),
      keys: streams.map(({ listener }) => listener.key),
      since: oldestOf(streams),
    })
    const byPerson = Map.groupBy(news ?? [], ({ event }) => event.userId)
    for (const stream of streams) {
      const { key, userId } = stream.listener
      if (!isGood(key) || stream.hasHadItsTime) stream.end()
      else stream.tell(news && (byPerson.get(userId) ?? []), snapshot)
    }
  }
}

export default new LiveStreams()
