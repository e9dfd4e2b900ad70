import db from '@adonisjs/lucid/services/db'
import type { LucidModel, LucidRow, ModelAdapterOptions } from '@adonisjs/lucid/types/model'
import { test } from '@japa/runner'
import File from '#models/file'
import FileShare from '#models/file_share'
import PersonalToken from '#models/personal_token'
import User from '#models/user'

type Row = Record<string, unknown>

/** What Lucid itself does, step by step, for a row that it has read. */
function asLucidDoes(model: LucidModel, row: Row, sideloaded?: Row, options?: ModelAdapterOptions) {
  const instance = new model()
  instance.$consumeAdapterResult(row, sideloaded)
  instance.$hydrateOriginals()
  instance.$setOptionsAndTrx(options)
  instance.$isPersisted = true
  instance.$isLocal = false
  return instance
}

const stateOf = (instance: LucidRow) => ({
  attributes: { ...instance.$attributes },
  original: { ...instance.$original },
  extras: { ...instance.$extras },
  sideloaded: { ...instance.$sideloaded },
  options: instance.$options,
  isPersisted: instance.$isPersisted,
  isLocal: instance.$isLocal,
  isDirty: instance.$isDirty,
})

const at = new Date('2026-11-29T18:00:00.250Z')

const ROWS: [string, LucidModel, Row][] = [
  [
    'a row of its columns',
    User,
    { id: 7, username: 'ada', email: 'ada@example.org', created_at: at },
  ],
  [
    'a row with nulls',
    User,
    { id: 7, display_name: null, email_verified_at: null, quota_bytes: null },
  ],
  ['columns that are converted', User, { quota_bytes: '5000000000' }],
  ['sizes as text', File, { id: 'one', size: '1000', deleted_at: at, sha256: Buffer.from('hash') }],
  ['a list', PersonalToken, { id: 'one', scopes: ['files:read', 'files:write'], expires_at: at }],
  ['columns under the name of their table', User, { users_id: 7, users_username: 'ada' }],
  ['columns of another table', File, { id: 'one', total: '20', sorted_by: 'a', role: null }],
  ['a column named like a relation', FileShare, { id: 'one', user: 'ada', file: 'one' }],
  [
    'columns named like what a model keeps',
    User,
    { $attributes: {}, modelOptions: {}, $extras: {} },
  ],
  ['columns named like methods and getters', User, { save: 1, suspension: 2, quota: 3 }],
  ['objects within', File, { id: 'one', counts: { seen: [1, 2] } }],
  ['no columns', User, {}],
]

test.group('Models made from rows', () => {
  test('{0} makes what Lucid makes of it')
    .with(ROWS)
    .run(({ assert }, [, model, row]) => {
      // Twice: what the first row taught is used for the second.
      for (const given of [row, { ...row }]) {
        const made = model.$createFromAdapterResult(given)!
        assert.deepEqual(stateOf(made), stateOf(asLucidDoes(model, given)))
        assert.isFalse(made.$isDirty)
      }
    })

  test('what is loaded beside a row is kept, and the transaction it was read in', async ({
    assert,
  }) => {
    const client = await db.transaction()
    try {
      const options = { client, connection: 'postgres' }
      const made = User.$createFromAdapterResult({ id: 7 }, { seen: true }, options)!
      assert.deepEqual(
        stateOf(made),
        stateOf(asLucidDoes(User, { id: 7 }, { seen: true }, options))
      )
      assert.equal(made.$trx, client)
    } finally {
      await client.rollback()
    }
  })

  test('nothing is made of what is no row', ({ assert }) => {
    for (const nothing of [undefined, 'ada', 7, [{ id: 7 }]])
      assert.isNull(User.$createFromAdapterResult(nothing as unknown as Row))
  })

  test('what is changed afterwards is noticed, also in a list', ({ assert }) => {
    const token = PersonalToken.$createFromAdapterResult({
      name: 'Backup',
      scopes: ['files:read'],
    })!
    token.name = 'Backups'
    token.scopes.push('files:write')
    assert.deepEqual(token.$dirty, { name: 'Backups', scopes: ['files:read', 'files:write'] })
  })
})
