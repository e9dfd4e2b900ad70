import { AsyncLocalStorage } from 'node:async_hooks'

/** Who is asking for the current change, with which credential, and from where. */
export type Asker = {
  credential: 'cookie' | 'token' | 'personal_token' | 'none' | 'command' | 'system'
  userId?: number
  signInId?: string
  personalTokenId?: string
  ipAddress?: string | null
  userAgent?: string | null
  requestId?: string
  /** The bulk action that this is part of, if any. */
  bulkActionId?: string
}

const SYSTEM: Asker = { credential: 'system' }

const asking = new AsyncLocalStorage<() => Asker>()

/**
 * Runs the work in somebody's name, so that what it records names them. Who that is may only become known during the
 * work, so it is looked up when something is recorded.
 */
export const askedBy = <T>(who: () => Asker, work: () => T): T => asking.run(who, work)

/** Outside a request or a command it is Gatehouse itself. */
export const currentAsker = (): Asker => asking.getStore()?.() ?? SYSTEM
