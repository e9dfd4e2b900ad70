import { test } from '@japa/runner'
import { currentPasswordValidator } from '#validators/confirmation'
import {
  changePasswordFormValidator,
  changePasswordValidator,
  registerFormValidator,
  registerValidator,
  updateProfileValidator,
} from '#validators/user'
import { faultsOf, NOT_TEXT, rulesOf } from '#tests/unit/validation'

const ANN = { username: 'ann', email: 'ann@example.org', password: 'mango lamp teapot' }
const OWNER = { meta: { username: 'ann', email: 'ann@example.org' } }

test.group('Registration', () => {
  test('takes names in their canonical form and the password as it was typed', async ({
    assert,
  }) => {
    const input = { username: ' Ann ', email: 'Ann@Example.org\n', password: ' Mango lamp teapot ' }
    assert.deepEqual(await registerValidator.validate(input), {
      username: 'ann',
      email: 'ann@example.org',
      password: ' Mango lamp teapot ',
    })
  })

  test('takes nothing else along', async ({ assert }) => {
    const input = { ...ANN, isSuperUser: true, status: 'active', id: 1, __proto__: { admin: true } }
    assert.deepEqual(await registerValidator.validate(input), ANN)
  })

  test('names every field that is missing', async ({ assert }) => {
    for (const input of [{}, { username: null, email: null, password: null }]) {
      assert.deepEqual(await rulesOf(registerValidator.validate(input)), {
        username: 'required',
        email: 'required',
        password: 'required',
      })
    }
  })

  test('takes text only', async ({ assert }) => {
    for (const value of NOT_TEXT) {
      const input = { username: value, email: value, password: value }
      const expected = { username: 'string', email: 'string', password: 'string' }
      assert.deepEqual(await rulesOf(registerValidator.validate(input)), expected)
    }
  })

  test('says which rule the {field} breaks: {rule}')
    .with([
      { field: 'username', value: 'a', rule: 'minLength' },
      { field: 'username', value: 'a'.repeat(31), rule: 'maxLength' },
      { field: 'username', value: 'a'.repeat(2_000), rule: 'maxLength' },
      { field: 'username', value: 'ann\0', rule: 'username' },
      { field: 'username', value: 'Admin', rule: 'reserved' },
      { field: 'email', value: 'ann＠example.org', rule: 'email' },
      { field: 'email', value: 'ann\0@example.org', rule: 'email' },
      { field: 'email', value: `ann@${'b.'.repeat(200)}org`, rule: 'maxLength' },
      { field: 'password', value: 'teapot', rule: 'minLength' },
      { field: 'password', value: 'teapot '.repeat(20), rule: 'maxLength' },
      { field: 'password', value: 'password1234', rule: 'common_password' },
      { field: 'password', value: 'my name is Ann', rule: 'personal_password' },
      { field: 'password', value: 'mango lamp\0teapot', rule: 'malformed_text' },
      { field: 'password', value: 'mango lamp\ud800teapot', rule: 'malformed_text' },
    ])
    .run(async ({ assert }, { field, value, rule }) => {
      const validation = registerValidator.validate({ ...ANN, [field]: value })
      assert.deepEqual(await rulesOf(validation), { [field]: rule })
    })

  test('speaks in sentences that do not repeat what was typed', async ({ assert }) => {
    const input = { username: 'Support', email: 'nobody', password: 'short' }
    const faults = await faultsOf(registerValidator.validate(input))
    const messages = faults.map(({ message }) => message)
    assert.deepEqual(messages, [
      'That username is reserved. Choose another.',
      'Enter an email address such as name@example.org.',
      'Choose a password of at least 12 characters.',
    ])
  })

  test('has a sentence for every rule', async ({ assert }) => {
    const inputs = [
      {},
      { username: 1, email: 1, password: 1 },
      { username: 'a'.repeat(31), email: `${'a'.repeat(255)}@b.org`, password: 'a'.repeat(129) },
      { username: '...', email: '', password: '\0' },
      { ...ANN, password: 'aaaaaaaaaaaa', passwordConfirmation: 'b' },
      { ...ANN, password: 'ann ann ann ann' },
      { ...ANN, passwordConfirmation: 'b' },
    ]
    for (const input of inputs) {
      for (const { message } of await faultsOf(registerFormValidator.validate(input))) {
        assert.match(message, /^[A-Z][^_{}]+\.$/)
      }
    }
  })

  test('behind a form wants the password twice', async ({ assert }) => {
    const twice = { ...ANN, passwordConfirmation: ANN.password }
    assert.deepEqual(await registerFormValidator.validate(twice), ANN)

    for (const passwordConfirmation of [undefined, null, '', 'mango lamp teapots', {}]) {
      const validation = registerFormValidator.validate({ ...ANN, passwordConfirmation })
      assert.deepEqual(await rulesOf(validation), { passwordConfirmation: 'confirmed' })
    }
  })
})

test.group('A change of the profile', () => {
  test('takes a username alone', async ({ assert }) => {
    const change = await updateProfileValidator.validate({ username: 'Annie', email: null })
    assert.deepEqual(change, { username: 'annie' })
  })

  test('takes an email address alone', async ({ assert }) => {
    const change = { email: 'annie@example.org' }
    assert.deepEqual(await updateProfileValidator.validate(change), change)
  })

  test('wants at least one of them', async ({ assert }) => {
    for (const input of [{}, { username: null, email: null }, { currentPassword: 'mango' }]) {
      const validation = updateProfileValidator.validate(input)
      assert.deepEqual(await rulesOf(validation), { username: 'required_without_email' })
    }
  })

  test('keeps the rules of registration', async ({ assert }) => {
    const validation = updateProfileValidator.validate({ username: 'admin', email: 'nobody' })
    assert.deepEqual(await rulesOf(validation), {
      username: 'reserved',
      email: 'email',
    })
  })
})

test.group('A change of the password', () => {
  test('wants a good new one', async ({ assert }) => {
    const change = { currentPassword: 'old', password: 'mango lamp teapot' }
    const { password } = change
    assert.deepEqual(await changePasswordValidator.validate(change, OWNER), { password })
    assert.deepEqual(await rulesOf(changePasswordValidator.validate({}, OWNER)), {
      password: 'required',
    })
  })

  test("refuses the owner's names, whatever names are sent along", async ({ assert }) => {
    const change = { currentPassword: 'old', password: 'Ann of Green Gables', username: 'zoe' }
    const validation = changePasswordValidator.validate(change, OWNER)
    assert.deepEqual(await rulesOf(validation), { password: 'personal_password' })
  })

  test('behind a form wants the new one twice', async ({ assert }) => {
    const change = { currentPassword: 'old', password: 'mango lamp teapot' }
    assert.deepEqual(await rulesOf(changePasswordFormValidator.validate(change, OWNER)), {
      passwordConfirmation: 'confirmed',
    })
    const twice = { ...change, passwordConfirmation: change.password }
    const { password } = change
    assert.deepEqual(await changePasswordFormValidator.validate(twice, OWNER), { password })
  })
})

test.group('The current password', () => {
  test('is text', async ({ assert }) => {
    for (const currentPassword of NOT_TEXT) {
      const validation = currentPasswordValidator.validate({ currentPassword })
      assert.deepEqual(await rulesOf(validation), { currentPassword: 'string' })
    }
  })
})
