import { test } from '@japa/runner'
import {
  canonicalEmail,
  canonicalLogin,
  canonicalUsername,
  usernameFault,
} from '#names/identifiers'
import { titled } from '#tests/unit/titled'

const NOT_TEXT = [
  undefined,
  null,
  0,
  42,
  true,
  {},
  [],
  ['ann'],
  { toString: () => 'ann' },
  Symbol('ann'),
]

test.group('Usernames', () => {
  test('are stored and compared in lower case', ({ assert }) => {
    assert.equal(canonicalUsername('Ann.Lee_7-x'), 'ann.lee_7-x')
    assert.equal(canonicalUsername('ANN'), canonicalUsername('ann'))
  })

  test('have 3 to 30 characters', ({ assert }) => {
    assert.equal(usernameFault('an'), 'minLength')
    assert.isNull(usernameFault('ann'))
    assert.isNull(usernameFault('a'.repeat(30)))
    assert.equal(usernameFault('a'.repeat(31)), 'maxLength')
  })

  test('refuse {title}')
    .with(
      titled([
        'ann lee',
        ' ann',
        'ann\n',
        'ann\0',
        'ann@lee',
        'ann/lee',
        '../ann',
        'änne',
        '\u0430nna',
        'mar\u0131a',
        '\u212aate',
        'ａｎｎａ',
        'ann\u200b',
        'ann\u202e',
        'ann\ud800',
        '...',
        '_-_',
        '....',
      ])
    )
    .run(({ assert }, { text }) => {
      assert.equal(usernameFault(text), 'username')
      assert.isNull(canonicalUsername(text))
    })

  test('keep {$self} for the service')
    .with([
      'admin',
      'Root',
      'support',
      'gatehouse',
      'no-reply',
      'noreply',
      'null',
      '_admin_',
      'm.e',
    ])
    .run(({ assert }, name) => assert.equal(usernameFault(name), 'reserved'))

  test('let those who were given a reserved name sign in by it', ({ assert }) => {
    assert.equal(canonicalLogin('Admin'), 'admin')
  })

  test('do not mind a reserved word within a name', ({ assert }) => {
    for (const name of ['administratrix', 'rooted', 'helpful.ann', 'user123', '007']) {
      assert.isNull(usernameFault(name))
    }
  })
})

test.group('Logins', () => {
  test('are an address where there is an @, else a username', ({ assert }) => {
    assert.equal(canonicalLogin(' Ann@Example.org '), 'ann@example.org')
    assert.equal(canonicalLogin(' Ann.Lee\n'), 'ann.lee')
    assert.isNull(canonicalLogin('ann lee'))
    assert.isNull(canonicalLogin('ann@'))
    assert.isNull(canonicalLogin(''))
  })

  test('what is no text is no identifier, and never an exception', ({ assert }) => {
    for (const input of NOT_TEXT) {
      assert.isNull(canonicalUsername(input))
      assert.isNull(canonicalEmail(input))
      assert.isNull(canonicalLogin(input))
    }
  })
})
