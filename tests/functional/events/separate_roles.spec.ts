import { test } from '@japa/runner'
import { send } from '#tests/helpers/clients/http'
import { spawnAce } from '#tests/helpers/servers/commands'
import { startServer } from '#tests/helpers/servers/server'
import { createSeparateRoles, on } from '#tests/helpers/database/separate_roles'
import { registration } from '#tests/helpers/people/users'

test.group('With a role that migrates and one that serves', () => {
  test('the server records, seals and verifies, and can change nothing of it', async ({
    assert,
  }) => {
    const { migrator, server } = await createSeparateRoles()
    const settings = { DATABASE_URL: server }
    const gatehouse = await startServer(settings)
    const wanted = registration()
    const ask = (path: string, json: object) =>
      send('POST', path, { json, origin: gatehouse.origin })
    assert.equal((await ask('/api/v1/users', wanted)).status, 201)
    const { username: login, password } = wanted
    assert.equal((await ask('/api/v1/tokens', { login, password })).status, 201)

    for (const command of ['events:seal', 'events:verify', 'auth:prune']) {
      const { exitCode, errors } = await spawnAce([command], { settings })
      assert.equal(exitCode, 0, errors.join('\n'))
    }
    const kinds = await on(server, async (client) => {
      const { rows } = await client.query<{ kind: string }>('select kind from events order by id')
      return rows.map(({ kind }) => kind)
    })
    assert.includeMembers(kinds, ['account_made', 'signed_in'])

    for (const statement of [
      `update events set kind = 'signed_out'`,
      'delete from events',
      'truncate events',
      'delete from event_seals',
      'alter table events disable trigger all',
      `insert into events (kind, outcome, credential, occurred_at) values ('a', 'done', 'none', 'epoch')`,
      `select setval('event_seals_made', 1)`,
      `set gatehouse.events_door to 'open'; delete from events`,
    ])
      await assert.rejects(
        () => on(server, (client) => client.query(statement)),
        /permission denied|must be owner/
      )
    const { exitCode } = await spawnAce(['migration:run'], { settings: { DATABASE_URL: migrator } })
    assert.equal(exitCode, 0)
  })
})
