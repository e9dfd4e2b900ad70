import { test } from '@japa/runner'
import vine from '@vinejs/vine'
import { plainText } from '#validators/rules/lines'
import { refreshValidator, signInValidator, tokenValidator } from '#validators/session'
import { NOT_TEXT, rulesOf } from '#tests/unit/validation'

const LOGIN = { login: 'ann', password: 'mango lamp teapot' }

test.group('Signing in', () => {
  test('asks no form of login and password', async ({ assert }) => {
    for (const typed of ['admin', 'x', 'not an address@', '...', 'é']) {
      const input = { login: typed, password: 'a' }
      assert.deepEqual(await signInValidator.validate(input), input)
    }
    assert.deepEqual(await tokenValidator.validate({ login: ' Ann\n', password: ' a ' }), {
      login: 'Ann',
      password: ' a ',
    })
  })

  test('wants text of bounded length', async ({ assert }) => {
    for (const value of NOT_TEXT) {
      const validation = tokenValidator.validate({ login: value, password: value })
      assert.deepEqual(await rulesOf(validation), { login: 'string', password: 'string' })
    }
    const long = { login: 'a'.repeat(255), password: 'é'.repeat(2049) }
    const expected = { login: 'maxLength', password: 'max_bytes' }
    assert.deepEqual(await rulesOf(signInValidator.validate(long)), expected)
    const longest = { login: 'a'.repeat(254), password: 'é'.repeat(2048) }
    assert.deepEqual(await signInValidator.validate(longest), longest)
  })

  test('refuses NUL and lone surrogates', async ({ assert }) => {
    for (const bad of ['ann\0', 'ann\ud800']) {
      const validation = tokenValidator.validate({ login: bad, password: bad, deviceName: bad })
      assert.deepEqual(await rulesOf(validation), {
        login: 'malformed_text',
        password: 'malformed_text',
        deviceName: 'malformed_text',
      })
      assert.deepEqual(await rulesOf(refreshValidator.validate({ refreshToken: bad })), {
        refreshToken: 'malformed_text',
      })
    }
  })

  test('reads the checkbox', async ({ assert }) => {
    const form = { ...LOGIN, remember: 'on' }
    assert.deepEqual(await signInValidator.validate(form), { ...form, remember: true })
    assert.deepEqual(await rulesOf(signInValidator.validate({ ...LOGIN, remember: {} })), {
      remember: 'boolean',
    })
  })

  test('is not refused for a way that leads elsewhere, which is dropped', async ({ assert }) => {
    for (const next of [
      'https://evil.example',
      '//evil.example',
      'javascript:alert(1)',
      ['/'],
      {},
    ]) {
      assert.deepEqual(await signInValidator.validate({ ...LOGIN, next }), { ...LOGIN, next: null })
    }
  })

  test('names the device in one line of at most 100 characters', async ({ assert }) => {
    const named = (deviceName: unknown) => tokenValidator.validate({ ...LOGIN, deviceName })
    assert.deepInclude(await named(' Ann’s phone 📱 '), { deviceName: 'Ann’s phone 📱' })
    assert.deepInclude(await named('📱'.repeat(100)), { deviceName: '📱'.repeat(100) })
    assert.notProperty(await named(null), 'deviceName')

    assert.deepEqual(await rulesOf(named('a'.repeat(101))), { deviceName: 'maxLength' })
    assert.deepEqual(await rulesOf(named('a\nb')), { deviceName: 'control_character' })
    assert.deepEqual(await rulesOf(named('a\u202eb')), { deviceName: 'control_character' })
  })
})

test.group('Plain text', () => {
  test('is counted as it will be stored, in code points after NFC', async ({ assert }) => {
    const validator = vine.create({ text: plainText(3) })
    assert.deepEqual(await validator.validate({ text: 'e\u0301'.repeat(3) }), { text: 'ééé' })
    assert.deepEqual(await rulesOf(validator.validate({ text: '\u0958\u0958' })), {
      text: 'maxLength',
    })
  })
})
