import { test } from '@japa/runner'
import { ESLint } from 'eslint'

const eslint = new ESLint({
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
})

/** Which rules of ours the lines break, were they in that file. */
async function faultsOf(code: string, filePath = 'app/models/user.ts') {
  const [{ messages }] = await eslint.lintText(code, { filePath })
  return messages.filter(({ ruleId }) => ruleId === 'transactions/one-door')
}

test.group('Lint: a transaction past the door', () => {
  test('is told: {$self}')
    .with([
      'await db.transaction(async (trx) => trx)',
      'const trx = await db.connection().transaction()',
      "await db['transaction']()",
      'await User.transaction(async (trx) => trx)',
      'await trx.transaction()',
      'await db.beginGlobalTransaction()',
      'await managedTransaction(client, async (trx) => trx)',
      'await user.lockForUpdate(async (row) => row.save())',
      'await User.createMany([])',
      'await User.fetchOrCreateMany("email", [])',
      'await User.updateOrCreate({ id: 1 }, {})',
      'await User.updateOrCreateMany("email", [])',
      "await user.related('signIns').create({})",
      "await user.related('signIns').saveMany([])",
      "await user.related('groups').sync([1])",
      "await db.rawQuery('BEGIN')",
      "await db.rawQuery('  start transaction isolation level serializable')",
      'await db.rawQuery(`commit`)',
      "await client.query('ROLLBACK')",
      "await db.knexRawQuery('savepoint here')",
    ])
    .run(async ({ assert }, code) => {
      const [fault, ...others] = await faultsOf(code)
      assert.include(
        fault?.message,
        'Open transactions with transaction() from #database/transaction'
      )
      assert.lengthOf(others, 0)
    })

  test('is told wherever the product writes: {$self}')
    .with([
      'app/sign_ins/refresh.ts',
      'commands/users/create.ts',
      'start/scheduler.ts',
      'providers/http_provider.ts',
      'config/database.ts',
      'database/seeders/demo_user_seeder.ts',
    ])
    .run(async ({ assert }, file) => {
      assert.lengthOf(await faultsOf('await db.transaction()', file), 1)
    })

  test('is not what these are: {$self}')
    .with([
      'await transaction(async (trx) => User.create({}, { client: trx }))',
      "trx.after('commit', write)",
      'await folder.sync()',
      'await trx.commit()',
      "await db.rawQuery('select 1')",
      "await db.rawQuery('beginning')",
      "await User.query().where('transaction', 1)",
      "await user.related('signIns').query().first()",
    ])
    .run(async ({ assert }, code) => {
      assert.deepEqual(await faultsOf(code), [])
    })
})
