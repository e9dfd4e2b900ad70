import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import User from '#models/user'
import { Browser, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { keepFile } from '#tests/helpers/files/files'
import { ageAnswers, asOfNow, OpenForm } from '#tests/helpers/clients/sent_forms'
import { uploadForm } from '#tests/helpers/files/upload_form'
import { countRows } from '#tests/helpers/database/rows'
import { signInBrowserOfSuperUser, uncrown } from '#tests/helpers/people/super_user'
import { createUser, OTHER_PASSWORD, PASSWORD } from '#tests/helpers/people/users'

test.group('A form that acts once', () => {
  test('shows the secret that it made, also the second time', async ({ assert }) => {
    const browser = await signInBrowser()
    const form = await OpenForm.on(browser, '/account/tokens')
    const fields = { 'name': 'A script', 'scopes[]': 'files:read', 'expiresInDays': '30' }
    const answers = await Promise.all([form.send(fields), form.send(fields)])
    answers.push(await form.send(fields))
    for (const { status, text } of answers) {
      assert.equal(status, 201)
      assert.equal(text, answers[0].text)
      assert.match(text, /gatehouse_pt_\w{36}/)
    }
    assert.equal(await countRows('personal_tokens', 'user_id', browser.person.id), 1)
  })

  test('says good-bye once more, when an account is deleted', async ({ assert }) => {
    const browser = await signInBrowser()
    const before = asOfNow(browser)
    const form = await OpenForm.on(browser, '/account', '/account?_method=DELETE')
    const fields = { username: browser.person.username, currentPassword: PASSWORD }
    const [first, second] = [await form.send(fields), await form.send(fields, before)]
    assert.deepEqual([second.status, second.text], [200, first.text])
  })

  test('takes a file once', async ({ assert }) => {
    const browser = await signInBrowser()
    const csrf = await browser.csrfToken('/files')
    const upload = () => uploadForm(browser, { name: 'Notes.txt', contents: 'mango' }, { csrf })
    const answers = await Promise.all([upload(), upload()])
    answers.push(await upload())
    for (const { status, headers } of answers)
      assert.deepEqual([status, headers.location], [303, '/files'])
    assert.equal(await countRows('files', 'owner_id', browser.person.id), 1)

    await uploadForm(browser, { name: 'Other.txt', contents: 'mango' }, { csrf })
    assert.equal(await countRows('files', 'owner_id', browser.person.id), 2)
  })

  test('acts in each of two tabs', async ({ assert }) => {
    const browser = await signInBrowser()
    const { id } = await keepFile(browser.person)
    const open = () => OpenForm.on(browser, `/files/${id}`, `/files/${id}/links`)
    const tabs = [await open(), await open()]
    await Promise.all(tabs.map((tab) => tab.send({ expiresInSeconds: '3600' })))
    assert.equal(await countRows('file_links', 'file_id', id), 2)
  })

  test('acts beside one of the same page that differs in its method alone', async ({
    assert,
    cleanup,
  }) => {
    cleanup(uncrown)
    const [browser, person] = [await signInBrowserOfSuperUser(), await createUser()]
    const page = `/admin/people/${person.id}`
    const csrf = await browser.csrfToken(page)
    for (const query of ['', '?_method=PUT'])
      await new OpenForm(browser, page, `${page}/email-verifications${query}`, csrf).send({})
    assert.isNotNull((await User.findOrFail(person.id)).emailVerifiedAt)
  })

  test('acts anew where somebody goes back and changes what is in it', async ({ assert }) => {
    const browser = await signInBrowser()
    const { id } = await keepFile(browser.person)
    const form = await OpenForm.on(browser, `/files/${id}`, `/files/${id}?_method=PATCH`)
    for (const name of ['One.txt', 'Two.txt', 'Two.txt']) await form.send({ name })
    assert.equal((await db.from('files').where('id', id).first()).name, 'Two.txt')
  })

  test('says so where it was sent long ago, and does nothing', async ({ assert }) => {
    const browser = await signInBrowser()
    const { id } = await keepFile(browser.person)
    const form = await OpenForm.on(browser, `/files/${id}`, `/files/${id}/links`)
    await form.send({ expiresInSeconds: '3600' })
    await ageAnswers(180)
    const answer = await form.send({ expiresInSeconds: '3600' })
    assert.deepEqual([answer.status, answer.headers.location], [303, `/files/${id}`])
    assert.include((await browser.get(`/files/${id}`)).text, 'This form has already been sent.')
    assert.equal(await countRows('file_links', 'file_id', id), 1)
  })

  test('may be sent again as it is where nothing was done', async ({ assert }) => {
    const { username: login, ...person } = await createUser()
    const form = await OpenForm.on(new Browser(), '/login')
    const fields = { login, password: OTHER_PASSWORD }
    for (let i = 0; i < 2; i++) assert.equal((await form.send(fields)).headers.location, '/login')
    const app = await signInApp({ ...person, username: login })
    await app.api('PUT', '/api/v1/me/password', {
      currentPassword: PASSWORD,
      password: OTHER_PASSWORD,
    })
    assert.equal((await form.send(fields)).headers.location, '/files')
  })

  test('is done by the second where the first failed', async ({ assert, cleanup }) => {
    const browser = await signInBrowser()
    const { id } = await keepFile(browser.person)
    const form = await OpenForm.on(browser, `/files/${id}`, `/files/${id}/links`)
    await db.rawQuery('alter table file_links rename to file_links_away')
    cleanup(() =>
      db.rawQuery('alter table if exists file_links_away rename to file_links').then(() => {})
    )
    assert.equal((await form.send({ expiresInSeconds: '3600' })).status, 500)
    await db.rawQuery('alter table file_links_away rename to file_links')
    assert.equal((await form.send({ expiresInSeconds: '3600' })).status, 303)
    assert.equal(await countRows('file_links', 'file_id', id), 1)
  })
})
