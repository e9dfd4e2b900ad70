import { test } from '@japa/runner'
import { postJson } from '#tests/helpers/clients/http'
import { countAccounts } from '#tests/helpers/database/rows'
import { createUser, registration, uniqueName, type UserBody } from '#tests/helpers/people/users'

const register = (body: unknown) => postJson('/api/v1/users', body)

const rulesBroken = async (body: unknown) => {
  const { status, problem } = await register(body)
  return { status, broken: problem.errors?.map(({ field, rule }) => `${field} ${rule}`) }
}

test.group('Registering through the API', () => {
  test('answers with the account, and with no secret', async ({ assert }) => {
    const wanted = registration()
    const answer = await register(wanted)
    assert.equal(answer.status, 201)
    const { id, createdAt, updatedAt, ...user } = answer.data<UserBody>()
    assert.deepEqual(user, {
      username: wanted.username,
      email: wanted.email,
      pendingEmail: null,
      status: 'active',
      isSuperUser: false,
      displayName: null,
      pictureUrl: null,
      language: null,
      theme: null,
      timeZone: null,
      shareMails: true,
      emailVerifiedAt: null,
    })
    assert.isNumber(id)
    for (const time of [createdAt, updatedAt])
      assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  })

  test('signs nobody in', async ({ assert }) => {
    const { headers } = await register(registration())
    assert.notProperty(headers, 'set-cookie')
  })

  test('keeps username and email in their canonical form', async ({ assert }) => {
    const name = uniqueName()
    const answer = await register({
      ...registration(),
      username: ` ${name.toUpperCase()} `,
      email: ` ${name.toUpperCase()}@Bücher.Example\n`,
    })
    assert.equal(answer.status, 201, answer.text)
    const { username, email } = answer.data<UserBody>()
    assert.deepEqual([username, email], [name, `${name}@xn--bcher-kva.example`])
  })

  test('refuses a username that is taken, in any case', async ({ assert }) => {
    const { username } = await createUser()
    for (const taken of [username, username.toUpperCase()]) {
      const body = { ...registration(), username: taken }
      assert.deepEqual(await rulesBroken(body), { status: 422, broken: ['username unique'] })
    }
  })

  test('refuses an email address that is taken, in any case', async ({ assert }) => {
    const { email } = await createUser()
    for (const taken of [email, email.toUpperCase()]) {
      const body = { ...registration(), email: taken }
      assert.deepEqual(await rulesBroken(body), { status: 422, broken: ['email unique'] })
    }
  })

  test('gives a name that two want at once to one of them', async ({ assert }) => {
    const wanted = registration()
    const answers = await Promise.all([register(wanted), register(wanted), register(wanted)])
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 422, 422])
    const loser = answers.find(({ status }) => status === 422)!
    assert.equal(loser.problem.errors?.[0].rule, 'unique')
    assert.equal(await countAccounts(wanted.username), 1)
  })

  test('refuses a username {0}')
    .with([
      ['that is reserved', 'admin', 'reserved'],
      ['that is reserved, in any case', 'Root', 'reserved'],
      ['that is reserved, however it is punctuated', 'no.reply', 'reserved'],
      ['of two characters', 'an', 'minLength'],
      ['of 31 characters', 'a'.repeat(31), 'maxLength'],
      ['with a blank', 'ann lee', 'username'],
      ['with a Cyrillic letter that looks like a Latin one', '\u0430nn', 'username'],
      ['with a character that cannot be seen', 'ann\u200b', 'username'],
      ['of punctuation alone', '..._', 'username'],
    ])
    .run(async ({ assert }, [, username, rule]) => {
      const expected = { status: 422, broken: [`username ${rule}`] }
      assert.deepEqual(await rulesBroken({ ...registration(), username }), expected)
    })

  test('refuses an address {0}')
    .with([
      ['without a domain', 'ann', 'email'],
      ['with a domain of one label', 'ann@localhost', 'email'],
      ['with a sign that looks like an @', 'ann\uff20example.org', 'email'],
      ['with a letter of full width', 'ann@\uff45xample.org', 'email'],
      ['that turns the text around it', 'ann\u202e@example.org', 'email'],
      ['with a control character', 'ann\u0007@example.org', 'email'],
      ['with a quoted local part', '"a b"@example.org', 'email'],
      ['at an IP address', 'ann@[127.0.0.1]', 'email'],
      ['of more than 254 characters', `ann@${'a.'.repeat(130)}org`, 'maxLength'],
    ])
    .run(async ({ assert }, [, email, rule]) => {
      const expected = { status: 422, broken: [`email ${rule}`] }
      assert.deepEqual(await rulesBroken({ ...registration(), email }), expected)
    })

  test('refuses a password that is common, short, long or made of the name', async ({ assert }) => {
    const wanted = registration()
    for (const [password, rule] of [
      ['password1234', 'common_password'],
      ['PASSWORD1234', 'common_password'],
      ['eleven char', 'minLength'],
      ['a1b2'.repeat(33), 'maxLength'],
      [`xx ${wanted.username} xx`, 'personal_password'],
      [`xx ${wanted.email} xx`, 'personal_password'],
    ]) {
      const expected = { status: 422, broken: [`password ${rule}`] }
      assert.deepEqual(await rulesBroken({ ...wanted, password }), expected, password)
    }
  })

  test('takes a password of any script, with blanks around it', async ({ assert }) => {
    const wanted = { ...registration(), password: ' пароль из слов 🦊 ' }
    assert.equal((await register(wanted)).status, 201)
    const signIn = (password: string) =>
      postJson('/api/v1/tokens', { login: wanted.username, password })
    assert.equal((await signIn(wanted.password)).status, 201)
    assert.equal((await signIn(wanted.password.trim())).status, 400)
  })

  test('takes what two keyboards compose differently for one password', async ({ assert }) => {
    const wanted = { ...registration(), password: 'cafe\u0301 au lait noir' }
    assert.equal((await register(wanted)).status, 201)
    const login = { login: wanted.username, password: 'caf\u00e9 au lait noir' }
    assert.equal((await postJson('/api/v1/tokens', login)).status, 201)
  })

  test('takes no word of the client on status or rank', async ({ assert }) => {
    const answer = await register({
      ...registration(),
      id: 1,
      isSuperUser: true,
      is_super_user: true,
      status: 'suspended',
    })
    assert.include(answer.data<UserBody>(), { status: 'active', isSuperUser: false })
  })

  test('names every field that is missing', async ({ assert }) => {
    assert.deepEqual(await rulesBroken({}), {
      status: 422,
      broken: ['username required', 'email required', 'password required'],
    })
  })
})
