import { follow, type FollowOptions } from './events.js'
import { Files } from './files.js'
import { type Problem } from './problem.js'
import { nobody } from './transport.js'
import type { ActivityEvent, DeviceCodes, Handoff, SignIn, TokenPair, User } from './types.js'

export type Login = { login: string; password: string }

type About = 'access' | 'account' | 'files' | 'refusals'

const wait = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1_000))

/** Everything that Gatehouse offers, as methods. */
export class Gatehouse extends Files {
  register(wanted: { username: string; email: string; password: string }) {
    return this.data<User>({ method: 'POST', path: '/api/v1/users', body: wanted }, nobody)
  }

  /** An app names itself; a browser says whether it is to be remembered. */
  async signIn(login: Login & { deviceName?: string; remember?: boolean }): Promise<User> {
    const { remember, deviceName, ...rest } = login
    if (!this.tokens) {
      const made = await this.post<{ user: User }>('/api/v1/sessions', { ...rest, remember })
      await this.take(undefined)
      return made.user
    }
    const body = { ...rest, deviceName }
    const pair = await this.data<TokenPair>(
      { method: 'POST', path: '/api/v1/tokens', body },
      nobody
    )
    await this.take(pair)
    return pair.user
  }

  /** Of an app it is over at once, whether the service is reached or not. */
  async signOut() {
    if (this.tokens) return this.tokens.signOut()
    await this.delete('/api/v1/sessions/current')
    await this.take(undefined)
  }

  /** Codes for somebody to type, or scan, where they are signed in: see finishDevice(). */
  requestDevice(wish: { deviceName?: string; qrCode?: boolean } = {}) {
    const path = '/api/v1/device-authorizations'
    return this.data<DeviceCodes>({ method: 'POST', path, body: wish }, nobody)
  }

  /** Waits until they have answered. @throws Problem access_denied or expired_token */
  async finishDevice({ deviceCode, interval }: DeviceCodes): Promise<User> {
    for (let pause = interval; ; await wait(pause)) {
      try {
        const request = { method: 'POST', path: '/api/v1/tokens/device', body: { deviceCode } }
        const pair = await this.data<TokenPair>(request, nobody)
        await this.take(pair)
        return pair.user
      } catch (error) {
        const { code } = error as Problem
        if (code === 'slow_down') pause += 5
        else if (code !== 'authorization_pending') throw error
      }
    }
  }

  /** A link that opens a page in a browser that is signed in: once, within a minute. */
  handoff(path: string) {
    return this.post<Handoff>('/api/v1/handoffs', { path })
  }

  me() {
    return this.get<User>('/api/v1/me')
  }

  confirm(password: string) {
    return this.put<void>('/api/v1/sign-ins/current/confirmation', { password })
  }

  signIns() {
    return this.list<SignIn>('/api/v1/sign-ins')
  }

  endSignIn(id: string) {
    return this.delete(`/api/v1/sign-ins/${id}`)
  }

  /** What happens to the account, while it happens, until nobody is signed in or wants to know. @throws Problem, SignedOut */
  events({ about, ...options }: { about?: About } & FollowOptions = {}) {
    const path = `/api/v1/events/stream${about ? `?about=${about}` : ''}`
    return follow<ActivityEvent>(
      (headers, signal) => this.send({ method: 'GET', path, headers, signal }),
      options
    )
  }
}
