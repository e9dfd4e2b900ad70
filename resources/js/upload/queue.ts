import type { Client } from '../../../clients/typescript/src/index.ts'
import { type Entry, send } from './send.ts'

/** Files under way at the same time: a second one fills the pauses of the first. */
const AT_ONCE = 2

/** Files that are sent one after the other. */
export class Queue {
  entries: Entry[] = []
  #running = 0
  #startedAt = 0

  constructor(
    private client: Client,
    private tell: () => void,
    /** Called once nothing is left to send. */
    private finish: () => void
  ) {}

  get isRunning() {
    return this.#running > 0
  }

  get size() {
    return this.entries.reduce((sum, { file }) => sum + file.size, 0)
  }

  get loaded() {
    return this.entries.reduce((sum, { loaded }) => sum + loaded, 0)
  }

  withState(state: Entry['state']) {
    return this.entries.filter((entry) => entry.state === state)
  }

  get notDone() {
    return this.entries.filter(({ state }) => state !== 'done')
  }

  /** What takes room, or will. */
  get open() {
    return this.entries.filter(({ state }) => !['failed', 'cancelled'].includes(state))
  }

  /** Bytes a second, since the queue began to run. */
  get speed() {
    const seconds = (performance.now() - this.#startedAt) / 1_000
    return seconds > 1 ? this.loaded / seconds : 0
  }

  start() {
    if (!this.isRunning) this.#startedAt = performance.now()
    while (this.#running < AT_ONCE && this.withState('waiting').length) void this.#next()
  }

  retry(entries: Entry[]) {
    for (const entry of entries) Object.assign(entry, { state: 'waiting', loaded: 0, message: '' })
    this.start()
  }

  cancel(entry: Entry) {
    if (entry.state === 'sending') entry.abort?.abort()
    else entry.state = 'cancelled'
    this.tell()
  }

  cancelAll() {
    for (const entry of [...this.withState('waiting'), ...this.withState('sending')])
      this.cancel(entry)
  }

  async #next() {
    this.#running += 1
    const [entry] = this.withState('waiting')
    await send(entry, this.client, this.tell)
    this.#running -= 1
    this.tell()
    if (this.withState('waiting').length) this.start()
    else if (!this.isRunning) this.finish()
  }
}
