import { test } from '@japa/runner'
import type { App } from '#tests/helpers/clients/sign_in'
import { on } from '#tests/helpers/database/separate_roles'
import { startApart } from '#tests/helpers/server_apart'
import { upload } from '#tests/helpers/transfers/uploads'

/** Enough at once to have each connection of the pool make its plans. */
const AT_ONCE = 30

test.group('A server that a migration leaves running', (group) => {
  let url: string
  let app: App
  let id: string
  group.setup(async () => {
    const apart = await startApart()
    url = apart.url
    app = await apart.signIn()
    id = (await upload(app)).data<{ id: string }>().id
    return apart.end
  })

  test('answers as before, once the type of a column is another: {table}.{column}')
    .with([
      { table: 'files', column: 'media_type', type: 'text' },
      { table: 'users', column: 'display_name', type: 'varchar(200)' },
      { table: 'sign_ins', column: 'user_agent', type: 'text' },
    ])
    .run(async ({ assert }, { table, column, type }) => {
      const paths = ['/api/v1/me', '/api/v1/files', `/api/v1/files/${id}`, `/file/${id}`]
      const askAll = async () => {
        const asked = paths.flatMap((path) => Array.from({ length: AT_ONCE }, () => app.get(path)))
        return (await Promise.all(asked)).map(({ status }) => status)
      }
      const before = await askAll()
      await on(url, (client) =>
        client.query(`alter table ${table} alter column ${column} type ${type}`)
      )
      assert.deepEqual([...before, ...(await askAll())], Array(before.length * 2).fill(200))
    })
})
