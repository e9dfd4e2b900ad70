import { Gatehouse, memoryStore, type Options } from '../../../../clients/typescript/src/index.js'
import { ORIGIN } from '#tests/helpers/clients/http'
import { createUser, uniqueName } from '#tests/helpers/people/users'

type Fetch = NonNullable<Options['fetch']>

/** A network that counts what is sent, and may lose it, or the answer to it. */
export class Network {
  readonly sent: string[] = []
  isDown = false
  /** Answers to these paths are lost, so many times. */
  readonly losing = new Map<string, number>()

  readonly fetch: Fetch = async (url, init) => {
    const { pathname } = new URL(url)
    if (this.isDown) throw new TypeError('fetch failed')
    this.sent.push(`${init.method} ${pathname}`)
    const answer = await fetch(url, init)
    const losses = this.losing.get(pathname) ?? 0
    if (!losses) return answer
    this.losing.set(pathname, losses - 1)
    await answer.arrayBuffer()
    throw new TypeError('terminated')
  }

  count(request: string) {
    return this.sent.filter((one) => one === request).length
  }
}

export const REFRESH = 'POST /api/v1/tokens/refresh'

/** An app of somebody who has just signed in. */
export async function startApp(options: Options = {}) {
  const network = new Network()
  const store = options.store ?? memoryStore()
  const person = await createUser()
  const usual = { baseUrl: ORIGIN, store, fetch: network.fetch, name: uniqueName('store') }
  const start = (more: Options = {}) => new Gatehouse({ ...usual, ...options, ...more })
  const app = start()
  await app.signIn({ login: person.username, password: person.password, deviceName: 'Phone' })
  return { app, network, store, person, start }
}
