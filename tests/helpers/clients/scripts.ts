import type { OutgoingHttpHeaders } from 'node:http'
import { type App, signInApp } from '#tests/helpers/clients/sign_in'
import { send } from '#tests/helpers/clients/http'
import { uniqueName } from '#tests/helpers/people/users'

/** A personal token, as the contract writes it. */
export type PersonalTokenBody = {
  id: string
  name: string
  scopes: string[]
  createdAt: string
  lastUsedAt: string | null
  expiresAt: string
  token?: string
}

/** A script that holds a personal token. */
export class Script {
  constructor(
    readonly token: string,
    readonly id: string
  ) {}

  api(method: string, path: string, json?: unknown, headers: OutgoingHttpHeaders = {}) {
    const Authorization = `Bearer ${this.token}`
    return send(method, path, { json, headers: { Authorization, ...headers } })
  }

  get(path: string) {
    return this.api('GET', path)
  }
}

/** Makes a personal token with an app that has just signed in. */
export async function makeScript(scopes: string[], owner?: App): Promise<Script> {
  const app = owner ?? (await signInApp())
  const wish = { name: uniqueName('script'), scopes }
  const answer = await app.api('POST', '/api/v1/personal-tokens', wish)
  if (answer.status !== 201) throw new Error(`Could not make a token: ${answer.text}`)
  const { id, token } = answer.data<PersonalTokenBody>()
  return new Script(token!, id)
}
