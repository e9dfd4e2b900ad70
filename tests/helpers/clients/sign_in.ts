import type { OutgoingHttpHeaders } from 'node:http'
import { CookieJar } from '#tests/helpers/clients/cookies'
import { type Answer, ORIGIN, postJson, send, type SendOptions } from '#tests/helpers/clients/http'
import { createUser, type Person, type UserBody } from '#tests/helpers/people/users'

export const SESSION_COOKIE = 'gatehouse_session'
export const FORM_COOKIE = 'gatehouse_form'

/** One entry of "Where you are signed in", as the contract writes it. */
export type SignInBody = {
  id: string
  kind: 'browser' | 'app'
  name: string
  ipAddress: string
  userAgent: string | null
  createdAt: string
  lastSeenAt: string
  expiresAt: string
  current: boolean
}

export type TokenPairBody = {
  tokenType: string
  accessToken: string
  expiresIn: number
  refreshToken: string
  refreshExpiresIn: number
  signIn: SignInBody
  user: UserBody
}

/** A browser: keeps cookies, and sends what a browser of today says of itself. */
export class Browser {
  readonly jar = new CookieJar()

  /** @param origin of another server than the one under test */
  constructor(
    readonly headers: OutgoingHttpHeaders = {},
    readonly origin?: string
  ) {}

  /** The id that this browser's session goes by. */
  get sessionId() {
    return this.jar.get(SESSION_COOKIE)
  }

  async send(method: string, path: string, options: SendOptions = {}): Promise<Answer> {
    const cookie = this.jar.toString()
    const answer = await send(method, path, {
      origin: this.origin,
      ...options,
      headers: { ...this.headers, ...(cookie && { Cookie: cookie }), ...options.headers },
    })
    this.jar.take(answer.cookies)
    return answer
  }

  get(path: string, headers: OutgoingHttpHeaders = {}) {
    return this.send('GET', path, { headers })
  }

  /** The token that a form on this page carries. */
  async csrfToken(page: string) {
    const { status, text } = await this.get(page)
    const token = /name=['"]_csrf['"] value=['"]([^'"]+)['"]/.exec(text)?.[1]
    if (!token) throw new Error(`No form on ${page}, which answered ${status}`)
    return token
  }

  /** Opens the page, fills its form in and sends it. */
  async submit(page: string, fields: Record<string, string>, action = page) {
    const form = { _csrf: await this.csrfToken(page), ...fields }
    const headers = { 'Origin': ORIGIN, 'Sec-Fetch-Site': 'same-origin', 'Referer': ORIGIN + page }
    return this.send('POST', action, { form, headers })
  }

  /** Calls the API as a script of our pages does: with the token from the cookie XSRF-TOKEN. */
  async api(
    method: string,
    path: string,
    json?: unknown,
    headers: OutgoingHttpHeaders = {}
  ): Promise<Answer> {
    if (!this.jar.get('XSRF-TOKEN')) await this.get(this.sessionId ? '/account' : '/login')
    const token = decodeURIComponent(this.jar.get('XSRF-TOKEN')!)
    const own = { 'Origin': ORIGIN, 'Sec-Fetch-Site': 'same-origin', 'X-XSRF-TOKEN': token }
    return this.send(method, path, { json, headers: { ...own, ...headers } })
  }
}

/** A mobile client: sends its access token and keeps no cookies. */
export class App {
  constructor(public pair: TokenPairBody) {}

  send(method: string, path: string, options: SendOptions = {}) {
    const headers = { Authorization: `Bearer ${this.pair.accessToken}`, ...options.headers }
    return send(method, path, { ...options, headers })
  }

  get(path: string, headers: OutgoingHttpHeaders = {}) {
    return this.send('GET', path, { headers })
  }

  api(method: string, path: string, json?: unknown, headers: OutgoingHttpHeaders = {}) {
    return this.send(method, path, { json, headers })
  }

  /** Exchanges its refresh token, and goes on with the new pair. */
  async refresh() {
    const answer = await postJson('/api/v1/tokens/refresh', {
      refreshToken: this.pair.refreshToken,
    })
    if (answer.status === 200) this.pair = answer.data<TokenPairBody>()
    return answer
  }
}

type SignInOptions = { remember?: boolean; headers?: OutgoingHttpHeaders }

/** Signs in on the login page, as a person does. */
export async function signInBrowser(
  person?: Person,
  { remember = false, headers = {} }: SignInOptions = {}
): Promise<Browser & { person: Person }> {
  const owner = person ?? (await createUser())
  const browser = new Browser(headers)
  const answer = await browser.submit('/login', {
    login: owner.username,
    password: owner.password,
    ...(remember && { remember: '1' }),
  })
  if (answer.status !== 303 || !browser.sessionId) {
    throw new Error(`Could not sign in: ${answer.status} ${answer.text}`)
  }
  // What the login page was given belongs to nobody now: the next page brings a token of the new session.
  browser.jar.delete('XSRF-TOKEN')
  return Object.assign(browser, { person: owner })
}

/** Signs a device in, and answers with a client that holds its pair of tokens. */
export async function signInApp(
  person?: Person,
  { deviceName, headers = {} }: { deviceName?: string; headers?: OutgoingHttpHeaders } = {}
): Promise<App & { person: Person }> {
  const owner = person ?? (await createUser())
  const { username: login, password } = owner
  const answer = await postJson('/api/v1/tokens', { login, password, deviceName }, headers)
  if (answer.status !== 201) throw new Error(`Could not sign in: ${answer.text}`)
  return Object.assign(new App(answer.data<TokenPairBody>()), { person: owner })
}

/** The two ways in, for what must hold for either: `test('…').with(CREDENTIALS)`. */
export const CREDENTIALS: ('cookie' | 'token')[] = ['cookie', 'token']

export const signInBy = (
  credential: (typeof CREDENTIALS)[number],
  person?: Person
): Promise<(Browser | App) & { person: Person }> =>
  credential === 'cookie' ? signInBrowser(person) : signInApp(person)
