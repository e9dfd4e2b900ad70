import { test } from '@japa/runner'
import { signInApp } from '#tests/helpers/clients/sign_in'
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

  test('says what is wrong with a filter', async ({ assert }) => {
    const { exitCode, errors } = await run('user:list', '--status=gone')
    assert.deepEqual([exitCode, errors], [1, ['[ error ] That is not one of the choices.']])
  })
})

test.group('user:show', () => {
  test('shows what there is to an account, and nothing that is secret', async ({ assert }) => {
    const person = await createUser()
    await signInApp(person)
    await keepFile(person, { name: 'Diary.txt' })
    await suspend(person)
    const { exitCode, output } = await run('user:show', person.email)
    const text = output.join('\n')
    assert.equal(exitCode, 0)
    assert.match(text, new RegExp(`^username +${person.username}$`, 'm'))
    assert.match(text, /^status +suspended$/m)
    assert.match(text, /^sign-ins +1$/m)
    assert.match(text, /^files +1 of 100000$/m)
    assert.notMatch(text, /Diary|scrypt|argon/)
  })
})
