import { readFile } from 'node:fs/promises'
import hash from '@adonisjs/core/services/hash'
import { test } from '@japa/runner'
import { commonPasswords } from '#passwords/common'
import { E_HASH_QUEUE_FULL, hashQueue } from '#passwords/hash_queue'
import { passwordFault } from '#passwords/rules'
import {
  DUMMY_HASH,
  hashPassword,
  needsRehash,
  spendHashTime,
  verifyPassword,
} from '#passwords/hashing'
import { processorTimeOf } from '#tests/helpers/servers/processor_time'
import { whileQueueIsFull } from '#tests/helpers/people/hash_queue'

const GOOD = 'mango lamp teapot'

test.group('Password hashes', () => {
  test('are argon2id at 19 MiB, two passes and one lane', async ({ assert }) => {
    const passwordHash = await hashPassword(GOOD)
    assert.match(passwordHash, /^\$argon2id\$v=19\$(?=\S*m=19456)(?=\S*t=2)(?=\S*p=1)/)
    assert.isFalse(needsRehash(passwordHash))
  })

  test('have a salt each', async ({ assert }) => {
    assert.notEqual(await hashPassword(GOOD), await hashPassword(GOOD))
  })

  test('answer to their own password only', async ({ assert }) => {
    const passwordHash = await hashPassword(GOOD)
    assert.isTrue(await verifyPassword(passwordHash, GOOD))
    assert.isFalse(await verifyPassword(passwordHash, `${GOOD} `))
    assert.isFalse(await verifyPassword(passwordHash, GOOD.toUpperCase()))
  })

  test('take an accent as one, however a keyboard composes it', async ({ assert }) => {
    const passwordHash = await hashPassword('Caf\u00e9 am Fluss')
    assert.isTrue(await verifyPassword(passwordHash, 'Cafe\u0301 am Fluss'))
  })

  test('count every character, beyond the 72 bytes of bcrypt', async ({ assert }) => {
    const long = 'langer satz '.repeat(10)
    assert.isFalse(await verifyPassword(await hashPassword(`${long}a`), `${long}b`))
  })

  test('want to be made again once the numbers have changed', ({ assert }) => {
    assert.isTrue(needsRehash(DUMMY_HASH.replace('t=2', 't=3')))
    assert.isTrue(needsRehash(DUMMY_HASH.replace('m=19456', 'm=4096')))
    assert.isTrue(needsRehash('scrubbed'))
  })

  test('what is no hash answers to nothing', async ({ assert }) => {
    for (const none of ['', 'scrubbed', '$argon2id$', DUMMY_HASH.slice(0, 40)]) {
      assert.isFalse(await verifyPassword(none, GOOD))
    }
  })

  test('an unknown account costs the work of a known one', async ({ assert }) => {
    assert.isFalse(hash.needsReHash(DUMMY_HASH), 'the dummy must be made with the same numbers')
    assert.isUndefined(await spendHashTime(GOOD))
  })

  test('are made a few at a time, and the rest waits', async ({ assert }) => {
    const all = Promise.all(Array.from({ length: 5 }, () => spendHashTime(GOOD)))
    const { concurrency, running, waiting } = hashQueue
    assert.deepEqual([running, waiting], [concurrency, 5 - concurrency])
    await all
    assert.deepEqual([hashQueue.running, hashQueue.waiting], [0, 0])
  })

  test('are refused where too many wait', ({ assert }) =>
    whileQueueIsFull(() => assert.rejects(() => spendHashTime(GOOD), E_HASH_QUEUE_FULL)))
})

test.group('Password rules', () => {
  test('take {$self}')
    .with([
      GOOD,
      ' leading and trailing ',
      '🔑🗝️🚪🏰🛡️⚔️🐉🔥🧙📜🪄🌲',
      'пароль от сарая',
      '庭の古い桜が咲いた朝でした',
      '483920571648',
      'x7Kq9vLm2RtZ',
      'admin of nothing at all',
      'qwerty or not qwerty',
    ])
    .run(({ assert }, password) => assert.isNull(passwordFault(password)))

  test('count code points after NFC, 12 to 128 of them', ({ assert }) => {
    assert.equal(passwordFault('mango lamps'), 'minLength')
    assert.equal(passwordFault('e\u0301'.repeat(11)), 'minLength')
    assert.equal(passwordFault('🔑🚪🏰🐉🔥🧙📜🌲🌊🌙⭐'), 'minLength')
    assert.isNull(passwordFault('mango lamp teapot '.repeat(10).slice(0, 99) + '🌊'.repeat(29)))
    assert.equal(passwordFault('mango lamp teapot '.repeat(10).slice(0, 129)), 'maxLength')
    assert.equal(passwordFault('a'.repeat(1_000_000)), 'maxLength')
  })

  test('refuse what cannot be written as UTF-8, and NUL', ({ assert }) => {
    assert.equal(passwordFault(`${GOOD}\0`), 'malformed_text')
    assert.equal(passwordFault(`${GOOD}\ud800`), 'malformed_text')
    assert.equal(passwordFault(`\udc00${GOOD}`), 'malformed_text')
  })

  test('refuse {$self}, one of the first that anyone would try')
    .with([
      'administrator',
      'JustinBieber',
      'ｐａｓｓｗｏｒｄ１２３４',
      'password1234!',
      'Dragon123456789',
      '!!!monkey!!! 2024',
      'gatehouse2024123456',
      'passwordpassword',
      'aaaaaaaaaaaa',
      'abcabcabcabc',
      '1234123412341',
      '🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑',
      'abcdefghijkl',
      'ZYXWVUTSRQPO',
      '123456789012',
      '098765432109',
      'qwertyuiopas',
      'йцукенгшщзхъ',
      'abcdef123456',
      'aaaaaabbbbbbbb',
      '            .',
    ])
    .run(({ assert }, password) => assert.equal(passwordFault(password), 'common_password'))

  test('refuse the username and the email address in it, in any case', ({ assert }) => {
    const ann = { username: 'ann.lee', email: 'rosemary@example.org' }
    assert.equal(passwordFault('my name is ANN.LEE', ann), 'personal_password')
    assert.equal(passwordFault('Rosemary and thyme', ann), 'personal_password')
    assert.equal(passwordFault('to rosemary@example.org', ann), 'personal_password')
    assert.isNull(passwordFault('parsley and thyme', ann))
  })

  test('do not mind names of one or two characters', ({ assert }) => {
    assert.isNull(passwordFault(GOOD, { username: 'ma', email: 'te@example.org' }))
    assert.equal(
      passwordFault('mail to te@example.org', { email: 'te@example.org' }),
      'personal_password'
    )
    assert.isNull(passwordFault(GOOD, { username: '', email: null }))
  })

  test('take bounded time for any input', async ({ assert }) => {
    const time = await processorTimeOf(() => {
      for (const unit of ['ab', '1a!', 'qwe', '\ufdfa', 'a\u0301\u0302', '!']) {
        passwordFault(unit.repeat(4096 / unit.length), { username: 'a'.repeat(30) })
        passwordFault(unit.repeat(128 / unit.length) + 'z')
      }
    })
    assert.isBelow(time, 500)
  })
})

test.group('The list of common passwords', () => {
  test('has more than 10,000 words, and 3,000 that are long enough to be chosen', ({ assert }) => {
    const words = [...commonPasswords()]
    assert.isAbove(words.length, 10_000)
    assert.isAbove(words.filter((word) => word.length >= 12).length, 3_000)
  })

  test('is in lower case, without blanks or doubles', async ({ assert }) => {
    const file = new URL('../../resources/passwords/common.txt', import.meta.url)
    const text = await readFile(file, 'utf8')
    const lines = text.trimEnd().split('\n')
    assert.equal(new Set(lines).size, lines.length)
    assert.isEmpty(lines.filter((line) => line !== line.trim().toLowerCase() || !line))
  })
})
