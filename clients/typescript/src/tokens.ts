import { Problem, SignedOut, Unreachable } from './problem.js'
import { type Lock, parsed, type Store } from './store.js'
import type { TokenPair } from './types.js'

/** What a store holds. */
type Kept = {
  access?: string
  refresh?: string
  /** Seconds that the access token was good for when it came, and when that was by this device's clock. */
  lives?: number
  at?: number
  /** Refresh tokens of sign-ins that ended while the service could not be told. */
  ended?: string[]
}

type Ask = (path: string, body: Record<string, unknown>) => Promise<TokenPair>

type Options = {
  store: Store
  lock: Lock
  now: () => number
  refresh: Ask
  revoke: (token: string) => Promise<void>
  onSignedOut: () => void
}

/** Of a token's life, before which it is replaced: a request that is sent now is to arrive with one that is good. */
const AHEAD = 0.1

/** Milliseconds between tries to refresh. The same token may be sent again while the service remembers it (30 s). */
const PAUSES = [250, 1_000, 3_000]

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** A pair of tokens that stays fresh: one refresh at a time, whoever waits for it, in all that share the store. */
export class Tokens {
  #kept: Kept | undefined
  #refreshing: Promise<string> | undefined
  /** Whether it was told that this sign-in has ended: calls that were under way learn of it one after the other. */
  #isToldOfEnd = false

  constructor(private options: Options) {}

  /** A good access token, as far as can be told. @throws SignedOut */
  async access(): Promise<string> {
    const kept = (this.#kept ??= await this.#read())
    if (!kept.access) throw new SignedOut()
    if (!this.#isDue(kept)) return kept.access
    // It may be good for a while yet: only the service knows, and it says so.
    return this.renew(kept.access).catch((error: unknown) => {
      if (error instanceof SignedOut) throw error
      return kept.access!
    })
  }

  /** Another access token than the one that was refused. Whoever asks meanwhile waits for the same. @throws SignedOut */
  renew(refused: string): Promise<string> {
    return (this.#refreshing ??= this.options
      .lock(() => this.#renew(refused))
      .finally(() => (this.#refreshing = undefined)))
  }

  async signIn(pair: TokenPair) {
    await this.options.lock(async () => {
      const { ended } = await this.#read()
      await this.#keep(pair, ended)
    })
    await this.tellEnded()
  }

  /** Here it is over at once; the service is told now, or when it is reached again. */
  async signOut() {
    await this.options.lock(async () => {
      const { refresh, ended = [] } = await this.#read()
      await this.#write({ ended: refresh ? [...ended, refresh] : ended })
    })
    await this.tellEnded()
  }

  /** What could not be told when it happened. */
  async tellEnded() {
    const { ended = [] } = await this.#read()
    if (!ended.length) return
    const told: string[] = []
    for (const token of ended)
      await this.options.revoke(token).then(
        () => told.push(token),
        () => {}
      )
    if (!told.length) return
    await this.options.lock(async () => {
      const kept = await this.#read()
      const left = kept.ended?.filter((token) => !told.includes(token))
      await this.#write({ ...kept, ended: left?.length ? left : undefined })
    })
  }

  /** Only differences of the device's own clock count, so it may be wrong. One that was set back tells nothing. */
  #isDue({ lives = 0, at = 0 }: Kept) {
    const age = (this.options.now() - at) / 1_000
    return age >= lives * (1 - AHEAD)
  }

  async #renew(refused: string): Promise<string> {
    const kept = await this.#read()
    if (!kept.refresh) throw this.#endHere()
    // Another tab or process was first.
    if (kept.access && kept.access !== refused) return kept.access
    try {
      return await this.#keep(await this.#refresh(kept.refresh), kept.ended)
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'invalid_grant') throw error
      return this.#afterRefusal(kept)
    }
  }

  /** One that shares the store, but not the lock, may have been first. */
  async #afterRefusal({ refresh, ended }: Kept) {
    const now = await this.#read()
    if (now.access && now.refresh !== refresh) return now.access
    await this.#write({ ended })
    throw this.#endHere()
  }

  #endHere() {
    if (!this.#isToldOfEnd) this.options.onSignedOut()
    this.#isToldOfEnd = true
    return new SignedOut()
  }

  async #refresh(refreshToken: string): Promise<TokenPair> {
    for (const pause of PAUSES) {
      try {
        return await this.options.refresh('/api/v1/tokens/refresh', { refreshToken })
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error
        await wait(pause)
      }
    }
    return this.options.refresh('/api/v1/tokens/refresh', { refreshToken })
  }

  async #keep({ accessToken, refreshToken, expiresIn }: TokenPair, ended?: string[]) {
    const at = this.options.now()
    this.#isToldOfEnd = false
    await this.#write({ access: accessToken, refresh: refreshToken, lives: expiresIn, at, ended })
    return accessToken
  }

  async #read(): Promise<Kept> {
    return (this.#kept = parsed<Kept>(await this.options.store.read()))
  }

  async #write(kept: Kept) {
    await this.options.store.write(JSON.stringify(kept))
    this.#kept = kept
  }
}
