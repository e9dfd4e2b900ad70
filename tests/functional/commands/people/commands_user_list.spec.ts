import { test } from '@japa/runner'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { makeScript } from '#tests/helpers/clients/scripts'
import { keepFile } from '#tests/helpers/files/files'
import { run } from '#tests/helpers/servers/commands'
import { createUser, suspend, uniqueName } from '#tests/helpers/people/users'

test.group('user:list', () => {
  test('lists those whom a filter finds, and how to go on', async ({ assert }) => {
    const part = uniqueName('kin').slice(0, 20)
    for (const start of ['a', 'b', 'c']) await createUser({ username: `${start}_${part}` })
    const ask = (...more: string[]) =>
      run('user:list', `--find=${part}`, '--sort=username', '--limit=2', ...more)

    const { exitCode, output } = await ask()
    assert.equal(exitCode, 0)
    assert.match(output[0], /^id +username +email +status +since +last seen$/)
    assert.include(output[1], `a_${part}`)
    assert.include(output[2], `b_${part}`)
    const cursor = output.at(-1)!.split(' ').at(-1)!
    assert.include((await ask(cursor)).output.at(-1), `c_${part}`)
  })

  test('finds by a word, and refuses a second one', async ({ assert }) => {
    const { username } = await createUser({ username: uniqueName('wordy') })
    await createUser()
    const { output } = await run('user:list', username.slice(1))
    assert.lengthOf(output, 2)
    assert.include(output[1], username)
    const { exitCode, errors } = await run('user:list', username, 'more')
    assert.deepEqual([exitCode, errors], [1, ['[ error ] Too many arguments: more.']])
  })

  test('answers programs as the API does', async ({ assert }) => {
    const { id, username } = await createUser()
    const { output } = await run('user:list', username, '--json')
    const { data, meta } = JSON.parse(output.join('\n'))
    assert.deepEqual(
      data.map((person: { id: number }) => person.id),
      [id]
    )
    assert.isNull(meta.nextCursor)
  })

  test('says what is wrong with a filter', async ({ assert }) => {
    const { exitCode, errors } = await run('user:list', '--status=gone')
    assert.deepEqual(
      [exitCode, errors],
      [1, ['[ error ] --status: That is not one of the choices: active, suspended, deleted.']]
    )
  })
})

test.group('user:show', () => {
  test('shows what there is to an account, and nothing that is secret', async ({ assert }) => {
    const person = await createUser()
    const app = await signInApp(person)
    await makeScript(['files:read'], app)
    await keepFile(person, { name: 'Diary.txt' })
    await suspend(person)
    const { exitCode, output } = await run('user:show', person.email)
    const text = output.join('\n')
    assert.equal(exitCode, 0)
    assert.match(text, new RegExp(`^username +${person.username}$`, 'm'))
    assert.match(text, /^status +suspended$/m)
    assert.match(text, /^sign-ins +1$/m)
    assert.match(text, /^files +1 of 100000$/m)
    assert.match(text, new RegExp(`^  ${app.pair.signIn.id}  app`, 'm'))
    assert.match(text, /^ {2}\S{36} .+files:read .+last used never/m)
    assert.match(text, /^ {2}.+The account was suspended/m)
    assert.notMatch(text, /Diary|scrypt|argon/)
  })

  test('answers programs with the same', async ({ assert }) => {
    const app = await signInApp()
    const { output } = await run('user:show', app.person.username, '--json')
    const { person, signIns, personalTokens, events } = JSON.parse(output.join('\n'))
    assert.equal(person.username, app.person.username)
    assert.deepEqual(
      signIns.map(({ id }: { id: string }) => id),
      [app.pair.signIn.id]
    )
    assert.deepEqual(personalTokens, [])
    assert.include(
      events.map(({ kind }: { kind: string }) => kind),
      'signed_in'
    )
  })
})
