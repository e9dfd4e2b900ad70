import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { spawnAce } from '#tests/helpers/servers/commands'
import { PRODUCTION } from '#tests/helpers/servers/server'

const DEVELOPMENT = { NODE_ENV: 'development', APP_PROFILE: 'development' }

const seed = (users: string, settings: Record<string, string> = DEVELOPMENT) =>
  spawnAce(['db:seed:scale', `--users=${users}`], { settings })

const people = () => db.from('users').select('id').whereLike('username', 'scale%')

async function countOf(table: string, column: string) {
  const [{ count }] = await db.from(table).whereIn(column, people()).count('* as count')
  return Number(count)
}

async function removePeople() {
  await db.from('files').whereIn('owner_id', people()).delete()
  await people().clone().delete()
}

test.group('db:seed:scale', (group) => {
  group.each.setup(() => removePeople)

  test('makes as many users as asked for, the rest in proportion, and says what it made', async ({
    assert,
  }) => {
    const { exitCode, output, errors } = await seed('1000')
    assert.deepEqual([exitCode, errors], [0, []])
    assert.deepEqual(
      output.map((line) => line.replace(/, [\d.]+ s$/, '')),
      [
        '1,000 users',
        '2,000 sign-ins',
        '1,000 access tokens',
        '2,000 refresh tokens',
        '1,000 sessions',
        '500 files',
        '305 shares',
        '[ success ] 1,000 users and what they own are in the database.',
      ]
    )
    assert.deepEqual(
      [await countOf('users', 'id'), await countOf('sign_ins', 'user_id')],
      [1_000, 2_000]
    )
    const [{ id: owner }, { id: reader }] = await db
      .from('users')
      .select('id')
      .whereIn('username', ['scale1', 'scale2'])
      .orderBy('username')
    const owned = await db.from('files').where('owner_id', owner)
    const shared = await db.from('file_shares').where('user_id', reader)
    assert.deepEqual([owned.length, shared.length], [100, 100])
  })

  test('is refused where it was done before, and adds nothing', async ({ assert }) => {
    await seed('200')
    const { exitCode, output, errors } = await seed('400')
    const line = '[ error ] This database has already been seeded.'
    assert.deepEqual([exitCode, output, errors], [1, [], [line]])
    assert.equal(await countOf('users', 'id'), 200)
  })

  test('is refused in one line with {users} users, {settings.APP_PROFILE}')
    .with([
      { users: '1000', settings: PRODUCTION, said: 'it is refused if APP_PROFILE is' },
      {
        users: '1000',
        settings: { ...DEVELOPMENT, APP_PROFILE: 'dev-prod-db' },
        said: 'it is refused if APP_PROFILE is',
      },
      { users: '12', settings: DEVELOPMENT, said: '--users takes a whole number' },
      { users: '1000.5', settings: DEVELOPMENT, said: '--users takes a whole number' },
      { users: '-1000', settings: DEVELOPMENT, said: '--users takes a whole number' },
    ])
    .run(async ({ assert }, { users, settings, said }) => {
      const { exitCode, output, errors } = await seed(users, settings)
      assert.deepEqual([exitCode, output, errors.length], [1, [], 1])
      assert.include(errors[0], said)
      assert.equal(await countOf('users', 'id'), 0)
    })
})
