import db from '@adonisjs/lucid/services/db'
import type { HttpContext } from '@adonisjs/core/http'
import type { SessionData, SessionStoreContract } from '@adonisjs/session/types'
import { readCookie } from '#auth/credential'
import { hashSecret } from '#secrets/secrets'
import { cookieName, cookieOptions } from '#config/service/cookies'

/** Holds what a form needs before anyone is signed in: the CSRF secret and flash messages, encrypted. */
export const FORM_COOKIE = cookieName('gatehouse_form')

const FORM_COOKIE_OPTIONS = { ...cookieOptions, maxAge: undefined }

/**
 * Where the session data of a request lives: in the row of the signed-in browser, otherwise in the form cookie, so that
 * a visitor never creates a row. Rows are only ever updated, never inserted: a session that was revoked while this
 * request was under way stays revoked.
 */
export class SessionStore implements SessionStoreContract {
  #idHash?: Buffer

  constructor(private ctx: HttpContext) {}

  async read(): Promise<SessionData | null> {
    const { caller } = await this.ctx.lookUpCaller()
    this.#idHash = caller?.session?.idHash
    if (this.#idHash) return caller!.session!.data as SessionData
    return this.#readFormCookie()
  }

  get rowHash() {
    return this.#idHash
  }

  async write(_id: string, data: SessionData) {
    if (this.#idHash) await this.#update(this.#idHash, data)
    else this.ctx.response.encryptedCookie(FORM_COOKIE, data, FORM_COOKIE_OPTIONS)
  }

  async destroy() {
    if (this.#idHash) await this.#update(this.#idHash, {})
    else this.#clearFormCookie()
  }

  /** Sign-ins track their own last-seen time: see SignIn.touch(). */
  touch() {}

  async moveTo(sessionId: string) {
    this.#idHash = hashSecret(sessionId)
    this.#clearFormCookie()
  }

  #update(idHash: Buffer, data: SessionData) {
    return db
      .from('sessions')
      .where('id_hash', idHash)
      .update({ data: JSON.stringify(data) })
  }

  #readFormCookie(): SessionData | null {
    const data = this.ctx.request.encryptedCookie(FORM_COOKIE)
    return data && typeof data === 'object' ? data : null
  }

  #clearFormCookie() {
    if (readCookie(this.ctx.request.header('cookie'), FORM_COOKIE) === undefined) return
    this.ctx.response.clearCookie(FORM_COOKIE, FORM_COOKIE_OPTIONS)
  }
}
