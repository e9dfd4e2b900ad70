import { test } from '@japa/runner'
import pg from 'pg'
import { App, type TokenPairBody } from '#tests/helpers/clients/sign_in'
import { send } from '#tests/helpers/clients/http'
import { createEmptyDatabase } from '#tests/helpers/database/empty_database'
import { appAt } from '#tests/helpers/servers/clocks'
import { spawnAce } from '#tests/helpers/servers/commands'
import { startServer } from '#tests/helpers/servers/server'
import { upload } from '#tests/helpers/transfers/uploads'
import { registration } from '#tests/helpers/people/users'

/** Enough at once to have each connection of the pool make its plans. */
const AT_ONCE = 30

/** A server with a database of its own, and somebody there who keeps a file. */
async function startApart() {
  const { url, drop } = await createEmptyDatabase()
  const settings = { DATABASE_URL: url }
  const { exitCode, errors } = await spawnAce(['migration:run'], { settings })
  if (exitCode !== 0) throw new Error(errors.join('\n'))
  const { origin, stop } = await startServer({ ...settings, LOG_LEVEL: 'error' })

  const { username: login, ...person } = registration()
  await send('POST', '/api/v1/users', { json: { username: login, ...person }, origin })
  const answer = await send('POST', '/api/v1/tokens', {
    json: { login, password: person.password },
    origin,
  })
  const app = appAt(origin, new App(answer.data<TokenPairBody>()))
  const { id } = (await upload(app)).data<{ id: string }>()
  return { url, app, id, end: async () => stop().then(drop) }
}

async function change(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}

test.group('A server that a migration leaves running', (group) => {
  let apart: Awaited<ReturnType<typeof startApart>>
  group.setup(async () => {
    apart = await startApart()
    return apart.end
  })

  test('answers as before, once the type of a column is another: {table}.{column}')
    .with([
      { table: 'files', column: 'media_type', type: 'text' },
      { table: 'users', column: 'display_name', type: 'varchar(200)' },
      { table: 'sign_ins', column: 'user_agent', type: 'text' },
    ])
    .run(async ({ assert }, { table, column, type }) => {
      const { url, app, id } = apart
      const paths = ['/api/v1/me', '/api/v1/files', `/api/v1/files/${id}`, `/file/${id}`]
      const askAll = async () => {
        const asked = paths.flatMap((path) => Array.from({ length: AT_ONCE }, () => app.get(path)))
        return (await Promise.all(asked)).map(({ status }) => status)
      }
      const before = await askAll()
      await change(url, `alter table ${table} alter column ${column} type ${type}`)
      assert.deepEqual([...before, ...(await askAll())], Array(before.length * 2).fill(200))
    })
})
