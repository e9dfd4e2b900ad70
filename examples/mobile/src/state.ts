import type { Store, StoredFile } from '../../../clients/typescript/src/index.js'

/** Something that was done while the service could not be reached, or is on its way to it. */
export type Task = {
  /** Names the task, and is its Idempotency-Key: however often it is sent, it is done once. */
  key: string
  /** Why the service refused it. It is not sent again by itself. */
  refused?: string
} & (
  | { kind: 'upload'; name: string; base64: string }
  | { kind: 'share'; file: string; with: string; role: 'viewer' | 'editor' }
)

/** What outlasts the app's process. */
type State = { files: StoredFile[]; tasks: Task[] }

/** One text that is kept: a file here, AsyncStorage in an Expo app. Tokens have a store of their own. */
export type Disk = Store

const EMPTY: State = { files: [], tasks: [] }

/** What the app knows of the service without asking it. */
export class Memory {
  #state: State | undefined

  constructor(private disk: Disk) {}

  async read(): Promise<State> {
    if (this.#state) return this.#state
    const text = await this.disk.read()
    return (this.#state = text ? (JSON.parse(text) as State) : EMPTY)
  }

  /** Written before it is acted upon, so that an app that is killed forgets nothing. */
  async change(change: (state: State) => Partial<State>) {
    const state = await this.read()
    this.#state = { ...state, ...change(state) }
    await this.disk.write(JSON.stringify(this.#state))
  }

  /** Of whoever signs in next it is none of their business. */
  async forget() {
    this.#state = EMPTY
    await this.disk.write(JSON.stringify(EMPTY))
  }
}
