import { byCookie, byToken } from './credentials.js'
import { defaultLock, type Lock, type Store } from './store.js'
import { Tokens } from './tokens.js'
import {
  ask,
  type Credentials,
  dataOf,
  type Fetch,
  nobody,
  type Send,
  sendAs,
} from './transport.js'
import type { TokenPair } from './types.js'
import { sendFile, type UploadOptions } from './upload.js'

export type Options = {
  /** Where the service is: `https://gatehouse.example`. In a page of ours it is left out. */
  baseUrl?: string
  /** Of an app: where it keeps what signs it in. Without one, the browser's cookie is used. */
  store?: Store
  /** One at a time in all tabs and processes that share the store: by default Web Locks, else this process. */
  lock?: Lock
  /** What the lock is called, where several accounts are signed in side by side. */
  name?: string
  /** Of a page: the token that its forms carry, so that it acts for whom it was shown to alone. */
  csrfToken?: string
  /** The sign-in has ended otherwise than by `signOut()`: elsewhere, by the service, or by not being used. */
  onSignedOut?: () => void
  fetch?: Fetch
  /** Milliseconds. Only differences count. */
  now?: () => number
}

export type Query = Record<string, string | number | boolean | undefined>

function withQuery(path: string, query: Query = {}) {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) search.set(name, String(value))
  return search.size ? `${path}?${search}` : path
}

type Page<T> = {
  data: T[]
  meta: { currentPage: number; lastPage: number; nextCursor?: string | null }
}

/** By its cursor, where a list has one: what is added or taken away meanwhile shifts nothing. */
function nextOf({ meta }: Page<unknown>, query: Query): Query | undefined {
  const { currentPage, lastPage, nextCursor } = meta
  if (nextCursor) return { ...query, page: undefined, after: nextCursor }
  if (nextCursor === null || currentPage >= lastPage) return undefined
  return { ...query, page: currentPage + 1 }
}

/** Sends requests to the API as whoever is signed in. What the API offers is in gatehouse.ts. */
export class Client {
  protected readonly tokens: Tokens | undefined
  readonly #fetch: Fetch
  readonly #baseUrl: string
  readonly #cookie: ReturnType<typeof byCookie>
  readonly #credentials: Credentials

  constructor({ baseUrl = '', store, lock, name = 'gatehouse', ...options }: Options = {}) {
    this.#baseUrl = baseUrl.replace(/\/$/, '')
    this.#fetch = options.fetch ?? ((url, init) => fetch(url, init))
    this.#cookie = byCookie(() => this.#fetchCsrfToken(), options.csrfToken)
    this.tokens =
      store &&
      new Tokens({
        store,
        lock: lock ?? defaultLock(name),
        now: options.now ?? Date.now,
        refresh: (path, body) => this.data({ method: 'POST', path, body }, nobody),
        revoke: (token) => this.#revoke(token),
        onSignedOut: options.onSignedOut ?? (() => {}),
      })
    this.#credentials = this.tokens ? byToken(this.tokens) : this.#cookie
  }

  get<T>(path: string, query?: Query) {
    return this.data<T>({ method: 'GET', path: withQuery(path, query) })
  }

  post<T>(path: string, body: object = {}) {
    return this.data<T>({ method: 'POST', path, body })
  }

  put<T>(path: string, body: object = {}) {
    return this.data<T>({ method: 'PUT', path, body })
  }

  patch<T>(path: string, body: object) {
    return this.data<T>({ method: 'PATCH', path, body })
  }

  delete(path: string, body?: object) {
    return this.data<void>({ method: 'DELETE', path, body })
  }

  /** Each entry of a list, page after page, as long as somebody wants more. */
  async *list<T>(path: string, query: Query = {}): AsyncGenerator<T, void, undefined> {
    let rest: Query | undefined = { perPage: 100, ...query }
    while (rest) {
      const page: Page<T> = await this.json({ method: 'GET', path: withQuery(path, rest) })
      yield* page.data
      rest = nextOf(page, rest)
    }
  }

  /** The answer as it is: for bytes. @throws Problem, Unreachable, SignedOut */
  send({ method, path, body, headers, signal }: Send, as = this.#credentials): Promise<Response> {
    const type: Record<string, string> =
      body === undefined ? {} : { 'Content-Type': 'application/json' }
    return sendAs(as, method, (own) =>
      ask(this.#fetch, this.#baseUrl + path, {
        method,
        headers: { ...type, ...headers, ...own },
        credentials: as.mode,
        body: body === undefined ? null : JSON.stringify(body),
        signal: signal ?? null,
      })
    )
  }

  protected async json<T>(request: Send, as?: Credentials) {
    return dataOf<T>(await this.send(request, as))
  }

  protected async data<T>(request: Send, as?: Credentials) {
    const { data } = await this.json<{ data: T }>(request, as)
    return data
  }

  /** A file, as the field `file` of a form. */
  async sendFile<T>(path: string, file: Blob, options: UploadOptions = {}) {
    const { data } = await sendAs(this.#credentials, 'POST', (headers) =>
      sendFile<{ data: T }>(this.#fetch, { ...options, url: this.#baseUrl + path, file, headers })
    )
    return data
  }

  /** By the cookie it becomes the browser's; by tokens the app's. */
  protected async take(pair: TokenPair | undefined) {
    if (pair) await this.tokens?.signIn(pair)
    this.#cookie.forget()
  }

  async #fetchCsrfToken() {
    const { csrfToken } = await this.data<{ csrfToken: string }>(
      { method: 'GET', path: '/api/v1/csrf-token' },
      { ...nobody, mode: 'same-origin' }
    )
    return csrfToken
  }

  async #revoke(token: string) {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    const body = new URLSearchParams({ token }).toString()
    await ask(this.#fetch, `${this.#baseUrl}/oauth/revoke`, {
      method: 'POST',
      headers,
      body,
      credentials: 'omit',
    })
  }
}
