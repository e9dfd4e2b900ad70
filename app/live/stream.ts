import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import type { I18n } from '@adonisjs/i18n'
import type { CredentialKey } from '#auth/lookups/credential_sources'
import { live } from '#config/service/live'
import { EVENTS_ABOUT, type EventsAbout } from '#history/about'
import type { News } from '#history/news'
import type { Snapshot } from '#history/snapshot'
import { eventFrame, positionFrame, resetFrame, retryFrame } from '#live/frames'
import { positionOf } from '#live/position'

/** Whose stream it is, the credential it was opened with, in which language, and which events it wants. */
export type Listener = { userId: number; key: CredentialKey; words: I18n; about?: EventsAbout }

/** One client that receives events as they happen. */
export class LiveStream {
  /** Pushed into, whether the client reads or not: what waits is counted, and bounded. */
  readonly body = new Readable({ read() {} })
  /** What its client has received; undefined before the first. */
  seen?: Snapshot
  #saidAt = 0
  readonly #openedAt = performance.now()
  readonly #kinds?: ReadonlySet<string>

  constructor(
    readonly listener: Listener,
    readonly response: ServerResponse
  ) {
    const { about } = listener
    this.#kinds = about && new Set(EVENTS_ABOUT[about])
  }

  get hasHadItsTime() {
    return performance.now() - this.#openedAt > live.longest
  }

  /** @param past what happened since the client's last connection; null if that cannot be listed */
  begin(snapshot: Snapshot, past: News[] | null) {
    this.seen = snapshot
    this.#say(retryFrame(Math.round(live.retry * (1 + Math.random()))))
    this.#tellAll(past, { isOpening: true })
  }

  /**
   * @param news of this person, which may include what was sent already; null if it cannot be listed
   * @param snapshot at which the news was read
   */
  tell(news: News[] | null, snapshot: Snapshot) {
    const { seen } = this
    this.seen = snapshot
    this.#tellAll(news && news.filter(({ writtenBy }) => !seen!.saw(writtenBy)))
  }

  /** Ends it for good, without waiting for a client that does not read. */
  end() {
    if (this.body.readableLength > 0) this.breakOff()
    else this.body.push(null)
  }

  breakOff() {
    this.response.destroy()
    this.body.destroy()
  }

  /** The position comes last: a client that leaves before it has read everything gets it again. */
  #tellAll(news: News[] | null, { isOpening = false } = {}) {
    const { words } = this.listener
    const told = news?.filter(({ event }) => this.#kinds?.has(event.kind) ?? true)
    const isTooMuch = !told || told.length > live.mostAtOnce
    const isQuiet = performance.now() - this.#saidAt > live.heartbeat
    if (isTooMuch) this.#say(resetFrame())
    else if (told.length) this.#say(told.map(({ event }) => eventFrame(event, words)).join(''))
    if (isTooMuch || told.length || isQuiet || isOpening)
      this.#say(positionFrame(positionOf(this.seen!)))
  }

  #say(text: string) {
    this.#saidAt = performance.now()
    this.body.push(text)
    if (this.body.readableLength > live.unread) this.breakOff()
  }
}
