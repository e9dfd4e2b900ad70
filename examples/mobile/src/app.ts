import {
  Gatehouse,
  type Options,
  Problem,
  type StoredFile,
  Unreachable,
} from '../../../clients/typescript/src/index.js'
import { type Disk, Memory, type Task } from './state.js'

type Wiring = Pick<Options, 'baseUrl' | 'fetch' | 'now' | 'lock'> & {
  /** For what signs the person in: SecureStore in an Expo app. */
  secrets: NonNullable<Options['store']>
  /** For all the rest. */
  disk: Disk
  /** Shows the page for signing in. */
  onSignedOut?: () => void
  /** A key that nothing else has: by default a random UUID, which React Native lacks without expo-crypto. */
  newKey?: () => string
}

/** A file as a list shows it: one that waits to be uploaded has no id yet. */
export type Shown = { id?: string; name: string; size: number; state: 'stored' | 'waiting' }

/** All that a screen needs. It works without a connection, and catches up once there is one. */
export class MobileApp {
  readonly #client: Gatehouse
  readonly #memory: Memory
  readonly #newKey: () => string
  #sending: Promise<number> | undefined

  constructor({ secrets, disk, newKey, ...options }: Wiring) {
    this.#client = new Gatehouse({ ...options, store: secrets })
    this.#memory = new Memory(disk)
    this.#newKey = newKey ?? (() => crypto.randomUUID())
  }

  async signIn(login: string, password: string, deviceName = 'Example app') {
    const user = await this.#client.signIn({ login, password, deviceName })
    return user.username
  }

  /** What has not been sent is lost with it: ask before. */
  async signOut() {
    await this.#client.signOut()
    await this.#memory.forget()
  }

  /** Those of the service, or those it had when it was last reached; and those that are to be sent to it. */
  async files(): Promise<{ files: Shown[]; isFresh: boolean }> {
    const isFresh = await this.#refresh()
    const { files, tasks } = await this.#memory.read()
    const stored = files.map(({ id, name, size }) => ({ id, name, size, state: 'stored' as const }))
    const waiting = tasks.flatMap((task) =>
      task.kind === 'upload' && !task.refused
        ? { name: task.name, size: atob(task.base64).length, state: 'waiting' as const }
        : []
    )
    return { files: [...waiting, ...stored], isFresh }
  }

  /** Taken at once, and sent when the service is reached. @returns how many tasks are left */
  upload(name: string, bytes: Uint8Array) {
    const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    return this.#add({ key: this.#newKey(), kind: 'upload', name, base64 })
  }

  share(file: string, person: string, role: 'viewer' | 'editor' = 'viewer') {
    return this.#add({ key: this.#newKey(), kind: 'share', file, with: person, role })
  }

  /** What the service refused, for somebody to look at; then it is forgotten. */
  async takeRefusals() {
    const { tasks } = await this.#memory.read()
    await this.#memory.change((state) => ({ tasks: state.tasks.filter((task) => !task.refused) }))
    return tasks.flatMap(({ refused }) => refused ?? [])
  }

  /**
   * Sends what waits, in its order: call it when the app comes to the front, and when a connection comes back.
   * @returns how many tasks are left, because the service cannot be reached
   */
  catchUp(): Promise<number> {
    return (this.#sending ??= this.#sendAll().finally(() => (this.#sending = undefined)))
  }

  async #add(task: Task) {
    await this.#memory.change(({ tasks }) => ({ tasks: [...tasks, task] }))
    return this.catchUp()
  }

  async #sendAll() {
    for (;;) {
      const { tasks } = await this.#memory.read()
      const waiting = tasks.filter(({ refused }) => refused === undefined)
      const [next] = waiting
      if (!next || !(await this.#settle(next))) return waiting.length
    }
  }

  /** @returns whether there is an answer */
  async #settle(task: Task) {
    try {
      await this.#send(task)
      await this.#memory.change(({ tasks }) => ({
        tasks: tasks.filter(({ key }) => key !== task.key),
      }))
      return true
    } catch (error) {
      if (error instanceof Unreachable) return false
      // Later it may be done: the service is busy, or not well.
      if (!(error instanceof Problem) || error.status === 429 || error.status >= 500) throw error
      const refused = `${task.kind === 'upload' ? task.name : 'Share'}: ${error.message}`
      await this.#memory.change(({ tasks }) => ({
        tasks: tasks.map((one) => (one.key === task.key ? { ...one, refused } : one)),
      }))
      return true
    }
  }

  #send(task: Task) {
    if (task.kind === 'share')
      return this.#client.share(task.file, { with: task.with, role: task.role })
    const bytes = Uint8Array.from(atob(task.base64), (letter) => letter.charCodeAt(0))
    return this.#client.upload(new Blob([bytes]), { name: task.name, idempotencyKey: task.key })
  }

  /** @returns whether the service was reached */
  async #refresh() {
    try {
      const files: StoredFile[] = []
      for await (const file of this.#client.files()) files.push(file)
      await this.#memory.change(() => ({ files }))
      return true
    } catch (error) {
      if (error instanceof Unreachable) return false
      throw error
    }
  }
}
