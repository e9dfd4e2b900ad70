import { randomBytes } from 'node:crypto'
import { Browser } from '#tests/helpers/clients/sign_in'
import { type SpawnedServer, startServer } from '#tests/helpers/servers/server'

/** Of the server under test. */
const OLD = process.env.APP_KEY!

const NEW = randomBytes(32).toString('base64url')

/** The steps of a change, as docs/operations.md has them. */
export const STEPS = {
  before: { APP_KEY: OLD, APP_PREVIOUS_KEYS: '' },
  prepared: { APP_KEY: OLD, APP_PREVIOUS_KEYS: NEW },
  swapped: { APP_KEY: NEW, APP_PREVIOUS_KEYS: OLD },
  dropped: { APP_KEY: NEW, APP_PREVIOUS_KEYS: '' },
} as const

export type Step = keyof typeof STEPS

/** Something that APP_KEY protects. */
export type Kind = {
  what: string
  /** Makes it at the server under test. What that returns uses it at another, and tells whether it was understood. */
  make: () => Promise<(origin: string) => Promise<boolean>>
}

/** A server for each of these steps, on the database of the tests. */
export async function startSteps<Name extends Step>(...steps: Name[]) {
  const servers = steps.map(async (step) => [step, await startServer(STEPS[step])] as const)
  return Object.fromEntries(await Promise.all(servers)) as Record<Name, SpawnedServer>
}

/** The same browser at another server, with the cookies that it has now. */
export function browserAt(origin: string, browser: Browser) {
  const copy = new Browser({}, origin)
  for (const name of browser.jar.names) copy.jar.set(name, browser.jar.get(name)!)
  return copy
}
