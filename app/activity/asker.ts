import { AsyncLocalStorage } from 'node:async_hooks'

/** Who asks for what is being done, by what, and from where. */
export type Asker = {
  credential: 'cookie' | 'token' | 'personal_token' | 'none' | 'command' | 'system'
  userId?: number
  signInId?: string
  personalTokenId?: string
  ipAddress?: string | null
  userAgent?: string | null
  requestId?: string
  /** What they asked for about many at once, where this is a part of it. */
  bulkActionId?: string
}

const SYSTEM: Asker = { credential: 'system' }

const asking = new AsyncLocalStorage<() => Asker>()

/**
 * Does the work in somebody's name: what it records says so. Who that is may turn out while it is done, and is asked
 * only if there is something to record.
 */
export const askedBy = <T>(who: () => Asker, work: () => T): T => asking.run(who, work)

/** Outside a request and a command it is Gatehouse itself. */
export const currentAsker = (): Asker => asking.getStore()?.() ?? SYSTEM
