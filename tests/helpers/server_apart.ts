import { App, type TokenPairBody } from '#tests/helpers/clients/sign_in'
import { send } from '#tests/helpers/clients/http'
import { createEmptyDatabase } from '#tests/helpers/database/empty_database'
import { on } from '#tests/helpers/database/separate_roles'
import { registration } from '#tests/helpers/people/users'
import { appAt } from '#tests/helpers/servers/clocks'
import { spawnAce } from '#tests/helpers/servers/commands'
import { startServer } from '#tests/helpers/servers/server'

type Options = {
  /** As CREATE DATABASE takes it. */
  locale?: string
  /** As ALTER DATABASE … SET takes them. */
  settings?: string[]
}

/** A server with a database of its own, which is migrated and has nobody in it. */
export async function startApart({ locale, settings = [] }: Options = {}) {
  const { url, drop } = await createEmptyDatabase(locale)
  const name = new URL(url).pathname.slice(1)
  await on(url, async (client) => {
    for (const setting of settings) await client.query(`alter database ${name} set ${setting}`)
  })
  const { exitCode, errors } = await spawnAce(['migration:run'], {
    settings: { DATABASE_URL: url },
  })
  if (exitCode !== 0) throw new Error(errors.join('\n'))
  const server = await startServer({ DATABASE_URL: url, LOG_LEVEL: 'error' })
  const end = async () => {
    await server.stop()
    await drop()
  }

  const ask = (method: string, path: string, json: unknown) =>
    send(method, path, { json, origin: server.origin })

  async function signIn() {
    const wish = registration()
    await ask('POST', '/api/v1/users', wish)
    const login = { login: wish.username, password: wish.password }
    const answer = await ask('POST', '/api/v1/tokens', login)
    return appAt(server.origin, new App(answer.data<TokenPairBody>()))
  }

  return { url, server, end, ask, signIn }
}
