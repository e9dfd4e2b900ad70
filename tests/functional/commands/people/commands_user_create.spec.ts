import ace from '@adonisjs/core/services/ace'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { postJson } from '#tests/helpers/clients/http'
import User from '#models/user'
import { signInBrowser } from '#tests/helpers/clients/sign_in'
import { run, sitAtTerminal, spawnAce } from '#tests/helpers/servers/commands'
import { createUser, OTHER_PASSWORD, PASSWORD, uniqueName } from '#tests/helpers/people/users'

function answerPrompts(password: string, again: string) {
  ace.prompt.trap('Password').replyWith(password)
  ace.prompt.trap('Repeat the password').replyWith(again)
}

const create = (username: string) => run('user:create', username, `${username}@example.org`)

test.group('user:create', () => {
  test('makes an account with a password from standard input', async ({ assert }) => {
    const username = uniqueName('Cara')
    const { exitCode, output, errors } = await spawnAce(
      ['user:create', username, `${username}@Example.org`, '--password-stdin'],
      { input: `${PASSWORD}\n` }
    )

    const name = username.toLowerCase()
    assert.deepEqual([exitCode, errors], [0, []])
    assert.lengthOf(output, 1)
    assert.include(output[0], `${name} <${name}@example.org> now has an account`)
    const { id, email } = await User.findByOrFail('username', name)
    await signInBrowser({ id, username: name, email, password: PASSWORD })
  })

  test('asks for the password twice', async ({ assert, cleanup }) => {
    cleanup(sitAtTerminal())
    const username = uniqueName()
    answerPrompts(PASSWORD, PASSWORD)
    assert.equal((await create(username)).exitCode, 0)
    const answer = await postJson('/api/v1/tokens', { login: username, password: PASSWORD })
    assert.equal(answer.status, 201)
  })

  test('makes nothing where the two passwords differ', async ({ assert, cleanup }) => {
    cleanup(sitAtTerminal())
    const username = uniqueName()
    answerPrompts(PASSWORD, OTHER_PASSWORD)

    const { exitCode, errors } = await create(username)
    assert.deepEqual([exitCode, errors], [1, ['[ error ] The two passwords do not match.']])
    assert.isNull(await User.findByLogin(username))
  })

  test('says what to do where there is no terminal to ask on', async ({ assert }) => {
    const { exitCode, errors } = await spawnAce(['user:create', 'cara', 'cara@example.org'])
    assert.equal(exitCode, 1)
    assert.lengthOf(errors, 1)
    assert.include(errors[0], '--password-stdin')
  })

  test('says in one line what cannot be taken', async ({ assert, cleanup }) => {
    cleanup(sitAtTerminal())
    answerPrompts('short', 'short')
    const { exitCode, errors } = await run('user:create', 'x', 'nobody')
    assert.equal(exitCode, 1)
    assert.lengthOf(errors, 1)
    for (const field of ['username', 'email address', 'password']) assert.include(errors[0], field)
  })

  test('leaves a taken name to its owner', async ({ assert, cleanup }) => {
    cleanup(sitAtTerminal())
    const { username } = await createUser()
    answerPrompts(OTHER_PASSWORD, OTHER_PASSWORD)
    const { exitCode, errors } = await create(username.toUpperCase())
    assert.equal(exitCode, 1)
    assert.include(errors.join(), 'That username is taken.')
  })

  test('gives away a name that nobody can choose', async ({ assert, cleanup }) => {
    cleanup(sitAtTerminal())
    answerPrompts(PASSWORD, PASSWORD)
    const { exitCode } = await run('user:create', 'root', `${uniqueName()}@example.org`)
    cleanup(async () => {
      await db.from('users').where('username', 'root').delete()
    })
    assert.equal(exitCode, 0)
  })
})
