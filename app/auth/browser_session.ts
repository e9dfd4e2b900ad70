import { Session } from '@adonisjs/session'
import emitter from '@adonisjs/core/services/emitter'
import type { HttpContext } from '@adonisjs/core/http'
import type { ResolvedSessionConfig } from '@adonisjs/session/types'
import { SessionStore } from '#auth/session_store'
import { isPage } from '#http/face'

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    session: BrowserSession
  }
}

const CONFIG: ResolvedSessionConfig = {
  enabled: true,
  cookieName: 'unused',
  age: 0,
  cookie: {},
  store: 'gatehouse',
  stores: {},
}

/** Emits only events that somebody listens to: emitting unheard ones cost a sixteenth of a page. */
const heard = {
  emit: (...[event, data]: Parameters<typeof emitter.emit>) =>
    emitter.hasListeners(event) ? emitter.emit(event, data) : Promise.resolve(),
}

/**
 * AdonisJS's Session, for flash messages and the CSRF secret. The id and its cookie are ours (session_cookie.ts): the
 * package would sign the id, resend it with every answer and give it fewer random bits.
 */
export class BrowserSession extends Session {
  readonly #store: SessionStore

  constructor(ctx: HttpContext) {
    const store = new SessionStore(ctx)
    const idless = { cookie: () => 'ours', original: () => ctx.request.original() }
    const facade = {
      request: idless,
      response: { cookie: () => {} },
      ...(isPage(ctx) && { view: ctx.view }),
    }
    super(CONFIG, () => store, heard as typeof emitter, facade as unknown as HttpContext)
    this.#store = store
  }

  /** From here on, the stored data belongs to the new sign-in. Nothing of the old session comes along. */
  async moveTo(sessionId: string) {
    this.clear()
    await this.goOnAs(sessionId)
  }

  /** The row that stores it. A visitor's session has none; a cookie holds it. */
  get rowHash() {
    return this.#store.rowHash
  }

  /** The same session with all of its data, under another id. */
  async goOnAs(sessionId: string) {
    await this.#store.moveTo(sessionId)
  }
}
