import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { postJson } from '#tests/helpers/clients/http'
import pg from 'pg'
import User from '#models/user'
import { type SpawnOptions, spawnAce } from '#tests/helpers/servers/commands'
import { createEmptyDatabase } from '#tests/helpers/database/empty_database'
import { PRODUCTION } from '#tests/helpers/servers/server'

const migrate = (url: string, options: SpawnOptions = {}, ...flags: string[]) =>
  spawnAce(['migration:run', ...flags], {
    ...options,
    settings: { DATABASE_URL: url, ...options.settings },
  })

async function namesIn(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(statement)
    return rows.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

const migrationsOf = (url: string) => namesIn(url, 'select name from adonis_schema order by id')

const tablesOf = (url: string) =>
  namesIn(url, "select tablename as name from pg_tables where schemaname = 'public' order by 1")

test.group('migration:run', () => {
  test('runs once and waits once where two start at once on an empty database', async ({
    assert,
    cleanup,
  }) => {
    const { url, drop } = await createEmptyDatabase()
    cleanup(drop)
    // Whoever comes first must not be done before the other one asks: both wait for us.
    const holder = new pg.Client({ connectionString: url })
    holder.on('error', () => {})
    await holder.connect()
    cleanup(() => holder.end())
    await holder.query('select pg_advisory_lock(1)')

    let waiting = 0
    const onLine = (line: string) => {
      if (line.includes('Another migration is running') && ++waiting === 2) void holder.end()
    }
    const runs = await Promise.all([migrate(url, { onLine }), migrate(url, { onLine })])

    assert.deepEqual(
      runs.map(({ exitCode, errors }) => [exitCode, errors]),
      [
        [0, []],
        [0, []],
      ]
    )
    const lines = runs.flatMap(({ output }) => output)
    const said = (what: RegExp) => lines.filter((line) => what.test(line)).length
    assert.deepEqual([said(/Executed \d+ migrations/), said(/Already up to date/)], [1, 1])
    const migrations = await migrationsOf(url)
    assert.lengthOf([...new Set(migrations)], migrations.length)
  })

  test('asks for --force in production where nobody can be asked', async ({ assert, cleanup }) => {
    const { url, drop } = await createEmptyDatabase()
    cleanup(drop)
    const { exitCode, errors } = await migrate(url, { settings: PRODUCTION })
    assert.deepEqual([exitCode, errors], [1, ['[ error ] In production, confirm with --force.']])

    assert.equal((await migrate(url, { settings: PRODUCTION }, '--force')).exitCode, 0)
    assert.isNotEmpty(await migrationsOf(url))
  })
})

const DEVELOPMENT = { NODE_ENV: 'development', APP_PROFILE: 'development' }

const seed = (settings: Record<string, string>) => spawnAce(['db:seed'], { settings })

test.group('db:seed', () => {
  test('makes the demo user in development, and shows the password that once', async ({
    assert,
    cleanup,
  }) => {
    cleanup(async () => {
      await db.from('users').where('username', 'demo').delete()
    })
    const first = await seed(DEVELOPMENT)
    const password = /^Sign in as "demo" with the password "(.+)"\.$/m.exec(first.output.join('\n'))
    assert.equal(first.exitCode, 0)
    const login = { login: 'demo@gatehouse.example', password: password![1] }
    const answer = await postJson('/api/v1/tokens', login)
    assert.equal(answer.status, 201)

    const second = await seed(DEVELOPMENT)
    assert.equal(second.exitCode, 0)
    assert.notInclude(second.output.join(), 'password')
  })

  test('is refused in one line: {APP_PROFILE}')
    .with([PRODUCTION, { ...DEVELOPMENT, APP_PROFILE: 'dev-prod-db' }])
    .run(async ({ assert }, settings) => {
      const { exitCode, output, errors } = await seed(settings)
      assert.deepEqual([exitCode, output, errors.length], [1, [], 1])
      assert.include(errors[0], `it is refused if APP_PROFILE is ${settings.APP_PROFILE}`)
      assert.isNull(await User.findByLogin('demo'))
    })
})

test.group('migration:reset', () => {
  test('takes back all that migration:run has made', async ({ assert, cleanup }) => {
    const { url, drop } = await createEmptyDatabase()
    cleanup(drop)
    await migrate(url)
    const settings = { DATABASE_URL: url }
    const { exitCode, errors } = await spawnAce(['migration:reset', '--no-schema-generate'], {
      settings,
    })
    assert.deepEqual([exitCode, errors], [0, []])
    assert.deepEqual(await migrationsOf(url), [])
    assert.deepEqual(await tablesOf(url), ['adonis_schema', 'adonis_schema_versions'])
  })
})
