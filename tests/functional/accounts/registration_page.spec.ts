import { test } from '@japa/runner'
import { Browser, signInBrowser } from '#tests/helpers/clients/sign_in'
import { countAccounts, countSignIns } from '#tests/helpers/database/rows'
import { createUser, OTHER_PASSWORD, registration } from '#tests/helpers/people/users'
import User from '#models/user'

const fieldsFor = (wanted = registration()) => ({
  ...wanted,
  passwordConfirmation: wanted.password,
})

test.group('Registering on the page', () => {
  test('makes the account and signs the browser in', async ({ assert }) => {
    const browser = new Browser()
    const fields = fieldsFor()
    const answer = await browser.submit('/register', fields)
    assert.deepEqual([answer.status, answer.headers.location], [303, '/welcome'])

    const account = await browser.get('/welcome')
    assert.equal(account.status, 200)
    assert.include(account.text, `Welcome, ${fields.username}`)
    assert.equal(await countSignIns(await User.findByOrFail('username', fields.username)), 1)
  })

  test('comes back with a message and what was typed, secrets aside', async ({ assert }) => {
    const browser = new Browser()
    const { username } = await createUser()
    const fields = { ...fieldsFor(), username }
    const refused = await browser.submit('/register', fields)
    assert.deepEqual([refused.status, refused.headers.location], [303, '/register'])

    const { text } = await browser.get('/register')
    assert.include(text, 'That username is taken.')
    assert.include(text, `value="${fields.email}"`)
    assert.notInclude(text, fields.password)
  })

  test('forgets what was typed once it has been shown', async ({ assert }) => {
    const browser = new Browser()
    const fields = { ...fieldsFor(), username: 'admin' }
    await browser.submit('/register', fields)
    await browser.get('/register')
    assert.notInclude((await browser.get('/register')).text, fields.email)
  })

  test('escapes what comes back', async ({ assert }) => {
    const browser = new Browser()
    await browser.submit('/register', { ...fieldsFor(), username: '"><script>x</script>' })
    const { text } = await browser.get('/register')
    assert.notInclude(text, '<script>x')
    assert.include(text, '&quot;&gt;&lt;script&gt;')
  })

  test('wants the password twice', async ({ assert }) => {
    const browser = new Browser()
    const fields = { ...fieldsFor(), passwordConfirmation: OTHER_PASSWORD }
    await browser.submit('/register', fields)
    assert.include((await browser.get('/register')).text, 'The two passwords do not match.')
    assert.equal(await countAccounts(fields.username), 0)
  })

  test('is for those who are not signed in', async ({ assert }) => {
    const browser = await signInBrowser()
    const answer = await browser.get('/register')
    assert.deepEqual([answer.status, answer.headers.location], [302, '/account'])
  })

  test('makes one account of a form that was sent twice', async ({ assert }) => {
    const browser = new Browser()
    const fields = fieldsFor()
    const csrf = await browser.csrfToken('/register')
    const sendForm = () => browser.send('POST', '/register', { form: { ...fields, _csrf: csrf } })
    const answers = await Promise.all([sendForm(), sendForm()])
    assert.deepEqual(
      answers.map(({ status }) => status),
      [303, 303]
    )
    assert.equal(await countAccounts(fields.username), 1)
  })
})
