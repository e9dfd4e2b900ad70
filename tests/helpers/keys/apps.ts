import { randomUUID } from 'node:crypto'
import { send } from '#tests/helpers/clients/http'
import { signInApp, signInBrowser, type TokenPairBody } from '#tests/helpers/clients/sign_in'
import { follow } from '#tests/helpers/clients/streams'
import { keepFile } from '#tests/helpers/files/files'
import { type LinkBody, signInOwner } from '#tests/helpers/files/sharing'
import { browserAt, type Kind } from '#tests/helpers/keys/servers'
import { approve, askForCodes, poll } from '#tests/helpers/people/device_codes'

export const APPS: Kind[] = [
  {
    what: 'a cursor goes on with a list',
    async make() {
      const { owner } = await signInOwner()
      await keepFile(owner.person)
      const list = '/api/v1/files?perPage=1'
      const { meta } = (await owner.get(list)).json<{ meta: { nextCursor: string } }>()
      const path = `${list}&after=${meta.nextCursor}`
      return async (origin) => (await owner.send('GET', path, { origin })).status === 200
    },
  },
  {
    what: 'a stream of events goes on where it was',
    async make() {
      const app = await signInApp()
      const after = await (await follow(app)).leave()
      return async (origin) => !(await follow(app, { after, origin })).isReset
    },
  },
  {
    what: 'a code that somebody types approves an app',
    async make() {
      const browser = await signInBrowser()
      const codes = await askForCodes()
      return async (origin) => {
        await approve(browserAt(origin, browser), codes).catch(() => null)
        return (await poll(codes)).status === 201
      }
    },
  },
  {
    what: 'a request with an Idempotency-Key is answered as before',
    async make() {
      const { owner, file } = await signInOwner()
      const headers = { 'Idempotency-Key': randomUUID() }
      const ask = (origin?: string) =>
        owner.send('POST', `/api/v1/files/${file.id}/links`, { json: {}, headers, origin })
      const { id } = (await ask()).data<LinkBody>()
      return async (origin) => (await ask(origin)).data<LinkBody>().id === id
    },
  },
  {
    what: 'a refresh that is tried again gets the same pair',
    async make() {
      const { pair } = await signInApp()
      const json = { refreshToken: pair.refreshToken }
      const ask = async (origin?: string) =>
        (await send('POST', '/api/v1/tokens/refresh', { json, origin })).data<TokenPairBody>()
      const first = await ask()
      return async (origin) => {
        const again = await ask(origin)
        const isSame = [
          again.accessToken === first.accessToken,
          again.refreshToken === first.refreshToken,
        ]
        return isSame.every(Boolean)
      }
    },
  },
]
