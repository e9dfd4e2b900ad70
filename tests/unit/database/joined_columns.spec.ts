import { test } from '@japa/runner'
import { JoinedColumns } from '#overrides/joined_columns'
import PersonalToken from '#models/personal_token'

const row = () => ({
  created_at: new Date('2026-01-01T10:00:00Z'),
  expires_at: new Date('2026-04-01T10:00:00Z'),
  hash: Buffer.from('hash'),
  id: '5b1e0f4c-3f0f-4a53-8b7e-0a1a2a3a4a5a',
  last_used_at: null,
  name: 'Backup',
  scopes: ['files:read', 'files:write'],
  user_id: 7,
})

const joined = () =>
  new Map<string, unknown>(
    Object.entries(row()).map(([name, value]) => [`personal_tokens_${name}`, value])
  )

/** All that Lucid keeps of a row. */
const stateOf = ({ $attributes, $original, $extras, ...model }: PersonalToken) => ({
  $attributes: { ...$attributes },
  $original,
  $extras,
  $isPersisted: model.$isPersisted,
  $isLocal: model.$isLocal,
})

test.group('Joined columns', () => {
  test('make a model that is what Lucid makes of its own row', ({ assert }) => {
    const ours = new JoinedColumns(PersonalToken).modelOf(joined())
    const theirs = PersonalToken.$createFromAdapterResult(row())!
    assert.deepEqual(stateOf(ours), stateOf(theirs))
    assert.isFalse(ours.$isDirty)
    assert.isTrue(ours.expiresAt.equals(theirs.expiresAt))
  })

  test('notice what is changed in the model afterwards', ({ assert }) => {
    const token = new JoinedColumns(PersonalToken).modelOf(joined())
    token.name = 'Backups'
    token.scopes.pop()
    assert.deepEqual(token.$dirty, { name: 'Backups', scopes: ['files:read'] })
  })
})
