import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import pg from 'pg'
import { refuseInserts } from '#tests/helpers/database/failed_commits'
import { createEmptyDatabase } from '#tests/helpers/database/empty_database'
import { registration } from '#tests/helpers/people/users'
import { run, spawnAce } from '#tests/helpers/servers/commands'
import { change } from '#tests/helpers/settings'
import { PRODUCTION } from '#tests/helpers/servers/server'

const ID = '0b9a2e1c-7c1f-4f0e-9d55-0d8f3f0c7a11'

const AWAY = 'postgres://nobody@127.0.0.1:9/nowhere'

async function onDatabase(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}

test.group('A command says in one line what stops it', () => {
  test('a variable, by its name', async ({ assert }) => {
    const settings = { APP_KEY: 'example' }
    const { exitCode, output, errors } = await spawnAce(['auth:prune'], { settings })
    assert.deepEqual([exitCode, output, errors.length], [1, [], 1])
    assert.include(errors[0], 'APP_KEY')
  })

  test('a database that does not answer: {command}')
    .with([
      { command: 'auth:prune' },
      { command: 'user:list' },
      { command: 'migration:run' },
      { command: 'migration:status' },
      { command: 'migration:rollback' },
      { command: 'migration:fresh' },
      { command: 'db:truncate' },
    ])
    .run(async ({ assert }, { command }) => {
      const settings = { DATABASE_URL: AWAY }
      const { exitCode, output, errors } = await spawnAce([command], { settings })
      const line = '[ error ] The database does not answer (connect ECONNREFUSED 127.0.0.1:9).'
      assert.deepEqual([exitCode, output, errors], [1, [], [line]])
    })

  test('a database that was never migrated: {command}')
    .with([{ command: 'user:list' }, { command: 'overview' }, { command: 'events:verify' }])
    .run(async ({ assert, cleanup }, { command }) => {
      const { url, drop } = await createEmptyDatabase()
      cleanup(drop)
      const settings = { ...PRODUCTION, DATABASE_URL: url }
      const { exitCode, output, errors } = await spawnAce([command], { settings })
      assert.deepEqual([exitCode, output, errors.length], [1, [], 1])
      assert.match(errors[0], /The database lacks \d+ migrations: run "node ace migration:run --f/)
    })

  test('what the database says of a migration: {$self}')
    .with(['migration:run', 'migration:fresh', 'migration:refresh'])
    .run(async ({ assert, cleanup }, command) => {
      const { url, drop } = await createEmptyDatabase()
      cleanup(drop)
      await onDatabase(url, 'create sequence users')
      const settings = { DATABASE_URL: url }
      const { exitCode, output, errors } = await spawnAce([command], { settings })
      assert.equal(exitCode, 1, errors.join('\n'))
      assert.match(errors[0], /_create_users_table$/)
      assert.include([...output, ...errors].join('\n'), 'relation "users" already exists')
    })

  test('a word that it cannot take, with what it could be: {command}')
    .with([
      {
        command: 'user:list --status=away',
        says: '--status: That is not one of the choices: active, suspended, deleted.',
      },
      {
        command: 'bulk:start forget --all',
        says: 'kind: That is not one of the choices: suspend, activate, sign_out, export.',
      },
      {
        command: 'events:list --outcome=maybe --from=soon',
        says: '--outcome: That is not one of the choices: done, refused. --from: Enter a time such as 2030-01-31T12:00:00Z.',
      },
      {
        command: 'user:list --seen-before=soon',
        says: '--seen-before: Enter a time such as 2030-01-31T12:00:00Z.',
      },
      {
        command: 'user:list --limit=all',
        says: '--limit: Give the number of entries in digits.',
      },
      { command: 'bulk:stop first', says: `first is no id, such as ${ID}. See bulk:list.` },
      { command: `bulk:stop ${ID}`, says: `Nothing there has the id ${ID}. See bulk:list.` },
      { command: 'bulk:export 5 x', says: `5 is no id, such as ${ID}. See bulk:list.` },
      { command: 'mail:retry 5', says: `5 is no id, such as ${ID}. See mail:list.` },
      { command: `mail:retry ${ID}`, says: `Nothing there has the id ${ID}. See mail:list.` },
      { command: 'webhook:remove 5', says: `5 is no id, such as ${ID}. See webhook:list.` },
      {
        command: `webhook:remove ${ID}`,
        says: `Nothing there has the id ${ID}. See webhook:list.`,
      },
      { command: 'events:list --kind=gone', says: '--kind: That is not one of the choices.' },
      {
        command: 'webhook:create https://example.org/x --kinds=gone',
        says: '--kinds: That is not one of the choices.',
      },
    ])
    .run(async ({ assert }, { command, says }) => {
      const [name, ...words] = command.split(' ')
      const { exitCode, errors } = await run(name, ...words)
      assert.deepEqual([exitCode, errors], [1, [`[ error ] ${says}`]])
    })

  test('what the database says, as a whole: {$self}')
    .with(['an index is damaged', 'the index - of users - is damaged', '- the index is damaged'])
    .run(async ({ assert, cleanup }, message) => {
      cleanup(await refuseInserts('users', { code: 'XX002', message }))
      const { username, email } = registration()
      const { exitCode, errors } = await run('user:invite', username, email)
      assert.deepEqual([exitCode, errors], [1, [`[ error ] ${message}`]])
    })

  test('a file that it cannot write: {command} {file}')
    .with([
      { command: 'events:export', file: '/nowhere/events.csv', says: 'there is no such folder' },
      { command: 'events:export', file: '/dev/null/x.csv', says: 'there is no such folder' },
      {
        command: 'events:export',
        file: `/tmp/${'x'.repeat(300)}.csv`,
        says: 'its name is too long',
      },
      { command: 'client:document', file: '/nowhere/api.json', says: 'there is no such folder' },
      { command: 'client:document', file: tmpdir(), says: 'it is a folder' },
    ])
    .run(async ({ assert }, { command, file, says }) => {
      const { exitCode, errors } = await run(command, file)
      assert.deepEqual([exitCode, errors], [1, [`[ error ] ${file} cannot be written: ${says}.`]])
    })

  test('a build in place of the sources: {command}')
    .with([
      { command: 'app:rename Orchard' },
      { command: 'client:types' },
      { command: 'docs:access-matrix --check' },
      { command: 'make:endpoint notes' },
    ])
    .run(async ({ assert, cleanup }, { command }) => {
      const folder = await mkdtemp(join(tmpdir(), 'gatehouse-build-'))
      cleanup(() => rm(folder, { recursive: true }))
      await writeFile(join(folder, 'adonisrc.js'), '')
      change(app, { makePath: (...parts: string[]) => join(folder, ...parts) })
      const [name, ...words] = command.split(' ')
      const { exitCode, errors } = await run(name, ...words)
      const says = 'This works on the sources. Run it there, and not in the build.'
      assert.deepEqual([exitCode, errors], [1, [`[ error ] ${says}`]])
    })
})
