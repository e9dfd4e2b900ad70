/**
 * Where an app keeps what signs it in: one text, which is a secret. SecureStore, the Keychain or EncryptedSharedPreferences
 * on phones, the keyring on desktops. Written before it is used, so that a process that is killed loses nothing.
 */
export type Store = {
  read(): Promise<string | null> | string | null
  write(text: string): Promise<void> | void
}

/** A text that was cut short, or is of something else, holds nothing: somebody can still sign in over it. */
export function parsed<T extends object>(text: string | null | undefined): Partial<T> {
  try {
    return Object(JSON.parse(text || '{}')) as Partial<T>
  } catch {
    return {}
  }
}

/** Forgotten with the process. */
export function memoryStore(text: string | null = null): Store {
  return {
    read: () => text,
    write: (written) => void (text = written),
  }
}

/** Lets one at a time do something to a store, in whichever tab or process that shares it. */
export type Lock = <T>(run: () => Promise<T>) => Promise<T>

type Locks = { request<T>(name: string, run: () => Promise<T>): Promise<T> }

/** One at a time in this process. */
function turns(): Lock {
  let last: Promise<unknown> = Promise.resolve()
  return (run) => {
    const turn = last.then(run)
    last = turn.catch(() => {})
    return turn
  }
}

/** Across tabs and workers where there are Web Locks, else in this process. */
export function defaultLock(name: string): Lock {
  const { locks } = (globalThis.navigator ?? {}) as { locks?: Locks }
  return locks ? (run) => locks.request(name, run) : turns()
}
