import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { prune } from '#jobs/prune'
import { Browser, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { keepFile } from '#tests/helpers/files/files'
import type { Answer } from '#tests/helpers/clients/http'
import { kindsOfMailsTo, linkIn } from '#tests/helpers/people/mailbox'
import { countAccounts, countSignIns } from '#tests/helpers/database/rows'
import { ageAnswers, asOfNow, OpenForm } from '#tests/helpers/clients/sent_forms'
import { uploadForm } from '#tests/helpers/files/upload_form'
import { until } from '#tests/helpers/until'
import { createUser, OTHER_PASSWORD, PASSWORD, uniqueName } from '#tests/helpers/people/users'

type Act = {
  form: OpenForm
  fields: Record<string, string>
  /** How often it was done. */
  count: () => Promise<number>
  /** What the person sees in the end. */
  page: string
  told: string
}

const rowsOf = async (table: string, column: string, value: string | number) =>
  (await db.from(table).where(column, value)).length

async function countMails(address: string, kind: string) {
  const ofKind = async () => (await kindsOfMailsTo(address)).filter((each) => each === kind)
  await until('the mail is written', async () => (await ofKind()).length > 0)
  return (await ofKind()).length
}

const countRenewals = async ({ id }: { id: number }) => {
  const query = db
    .from('former_session_ids')
    .join('sessions', 'session_id_hash', 'sessions.id_hash')
  return (await query.join('sign_ins', 'sign_ins.id', 'sign_in_id').where('user_id', id)).length
}

/** Forms that would do harm, or mislead, if they acted twice. */
const ACTS: { what: string; open: () => Promise<Act> }[] = [
  {
    what: 'Create account',
    async open() {
      const username = uniqueName()
      const fields = { username, email: `${username}@example.org`, password: PASSWORD }
      return {
        form: await OpenForm.on(new Browser(), '/register'),
        fields: { ...fields, passwordConfirmation: PASSWORD },
        count: () => countAccounts(username),
        page: '/welcome',
        told: `Welcome, ${username}`,
      }
    },
  },
  {
    what: 'Sign in',
    async open() {
      const { username: login, password, ...person } = await createUser()
      return {
        form: await OpenForm.on(new Browser(), '/login'),
        fields: { login, password, next: '/account', remember: '1' },
        count: () => countSignIns(person),
        page: '/account',
        told: person.email,
      }
    },
  },
  {
    what: 'Change password',
    async open() {
      const browser = await signInBrowser()
      return {
        form: await OpenForm.on(browser, '/account/security', '/account/password'),
        fields: {
          currentPassword: PASSWORD,
          password: OTHER_PASSWORD,
          passwordConfirmation: OTHER_PASSWORD,
        },
        count: () => countMails(browser.person.email, 'password_changed'),
        page: '/account/security',
        told: 'Your password has been changed, and',
      }
    },
  },
  {
    what: 'Confirm that it is you',
    async open() {
      const browser = await signInBrowser()
      return {
        form: await OpenForm.on(browser, '/confirm'),
        fields: { password: PASSWORD, next: '/bin' },
        count: () => countRenewals(browser.person),
        page: '/bin',
        told: 'The bin is empty',
      }
    },
  },
  {
    what: 'Share',
    async open() {
      const browser = await signInBrowser()
      const { id } = await keepFile(browser.person)
      const friend = await createUser()
      return {
        form: await OpenForm.on(browser, `/files/${id}`, `/files/${id}/shares`),
        fields: { form: 'share-form', with: friend.username, role: 'viewer', days: '' },
        count: () => rowsOf('file_shares', 'file_id', id),
        page: `/files/${id}`,
        told: `Shared with ${friend.username}`,
      }
    },
  },
  {
    what: 'Make link',
    async open() {
      const browser = await signInBrowser()
      const { id } = await keepFile(browser.person)
      return {
        form: await OpenForm.on(browser, `/files/${id}`, `/files/${id}/links`),
        fields: { expiresInSeconds: '3600' },
        count: () => rowsOf('file_links', 'file_id', id),
        page: `/files/${id}`,
        told: 'Here is your link',
      }
    },
  },
  {
    what: 'Send me a link',
    async open() {
      const { email } = await createUser()
      return {
        form: await OpenForm.on(new Browser(), '/forgot-password'),
        fields: { email },
        count: () => countMails(email, 'reset_password'),
        page: '/forgot-password',
        told: 'an email is on its way',
      }
    },
  },
  {
    what: 'Choose a new password',
    async open() {
      const { email } = await createUser()
      const browser = new Browser()
      await new Browser().submit('/forgot-password', { email })
      const { path } = await linkIn(email, 'reset_password')
      return {
        form: await OpenForm.on(browser, path),
        fields: { password: OTHER_PASSWORD, passwordConfirmation: OTHER_PASSWORD },
        count: () => countMails(email, 'password_changed'),
        page: '/login',
        told: 'Your password has been changed. Sign in with the new one.',
      }
    },
  },
]

const outline = (answer: Answer) => [
  answer.status,
  answer.headers.location,
  answer.cookie('gatehouse_session')?.value,
]

async function assertDoneOnce(
  assert: {
    equal: (a: unknown, b: unknown) => void
    include: (a: string, b: string) => void
    deepEqual: (a: unknown, b: unknown) => void
  },
  { form, count, page, told }: Act,
  answers: Answer[]
) {
  assert.equal(answers[0].status, 303)
  for (const answer of answers) assert.deepEqual(outline(answer), outline(answers[0]))
  assert.equal(await count(), 1)
  assert.include((await form.browser.get(page)).text, told)
}

test.group('A form that is sent twice acts once', () => {
  test('{what}: at the same moment')
    .with(ACTS)
    .run(async ({ assert }, { open }) => {
      const act = await open()
      const answers = await Promise.all([1, 2, 3].map(() => act.form.send(act.fields)))
      await assertDoneOnce(assert, act, answers)
    })

  test('{what}: again, before the browser has heard of the first answer')
    .with(ACTS)
    .run(async ({ assert }, { open }) => {
      const act = await open()
      const before = asOfNow(act.form.browser)
      const first = await act.form.send(act.fields, asOfNow(before))
      const second = await act.form.send(act.fields, before)
      act.form.browser.jar.take(second.cookies)
      await assertDoneOnce(assert, act, [first, second])
    })

  test('{what}: again, once it has seen the next page, as by one step back')
    .with(ACTS)
    .run(async ({ assert }, { open }) => {
      const act = await open()
      const first = await act.form.send(act.fields)
      assert.include((await act.form.browser.get(act.page)).text, act.told)
      const second = await act.form.send(act.fields)
      await assertDoneOnce(assert, act, [first, second])
    })
})

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
    assert.equal(await rowsOf('personal_tokens', 'user_id', browser.person.id), 1)
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
    assert.equal(await rowsOf('files', 'owner_id', browser.person.id), 1)

    await uploadForm(browser, { name: 'Other.txt', contents: 'mango' }, { csrf })
    assert.equal(await rowsOf('files', 'owner_id', browser.person.id), 2)
  })

  test('acts in each of two tabs', async ({ assert }) => {
    const browser = await signInBrowser()
    const { id } = await keepFile(browser.person)
    const open = () => OpenForm.on(browser, `/files/${id}`, `/files/${id}/links`)
    const tabs = [await open(), await open()]
    await Promise.all(tabs.map((tab) => tab.send({ expiresInSeconds: '3600' })))
    assert.equal(await rowsOf('file_links', 'file_id', id), 2)
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
    assert.equal(await rowsOf('file_links', 'file_id', id), 1)
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
    assert.equal(await rowsOf('file_links', 'file_id', id), 1)
  })
})

test.group('The answer that is kept of a form', () => {
  const fieldsOf = (name: string) => ({ name, 'scopes[]': 'files:read', 'expiresInDays': '30' })

  test('is given to the same browser only', async ({ assert }) => {
    const browser = await signInBrowser()
    const form = await OpenForm.on(browser, '/account/tokens')
    const secret = /gatehouse_pt_\w+/.exec((await form.send(fieldsOf('mine'))).text)![0]
    for (const thief of [new Browser(), await signInBrowser()]) {
      const answer = await form.send(fieldsOf('mine'), thief)
      assert.notInclude(answer.text, secret)
      assert.isTrue(answer.status >= 300)
    }
  })

  test('is not given to another site', async ({ assert }) => {
    const browser = await signInBrowser()
    const form = await OpenForm.on(browser, '/account/tokens')
    await form.send(fieldsOf('mine'))
    const headers = { 'Sec-Fetch-Site': 'cross-site', 'Origin': 'https://evil.example' }
    const answer = await browser.send('POST', '/account/tokens', {
      form: { ...fieldsOf('mine'), _csrf: form.csrf },
      headers,
    })
    assert.equal(answer.status, 403)
  })

  test('is encrypted, and gone in two minutes', async ({ assert }) => {
    await db.from('sent_forms').delete()
    const browser = await signInBrowser()
    const form = await OpenForm.on(browser, '/account/tokens')
    const { text } = await form.send(fieldsOf('mine'))
    const rows = JSON.stringify(await db.from('sent_forms').select('*'))
    for (const secret of [/gatehouse_pt_\w+/.exec(text)![0], browser.sessionId!, form.csrf])
      assert.notInclude(rows, secret)

    await ageAnswers(180)
    await signInBrowser()
    assert.lengthOf(await db.from('sent_forms').whereNotNull('answer'), 1)
    await ageAnswers(24 * 60 * 60)
    await prune()
    assert.isEmpty(await db.from('sent_forms'))
  })

  test('does not outlive what it gave: a session that ended stays ended', async ({ assert }) => {
    const { username: login, password, ...person } = await createUser()
    const form = await OpenForm.on(new Browser(), '/login')
    const before = asOfNow(form.browser)
    await form.send({ login, password })
    const app = await signInApp({ ...person, username: login, password })
    await app.api('DELETE', '/api/v1/sign-ins')
    const again = await form.send({ login, password }, before)
    assert.equal(again.status, 303)
    assert.equal((await before.get('/api/v1/me')).status, 401)
  })

  test('is none for a form that was refused', async ({ assert }) => {
    const before = (await db.from('sent_forms')).length
    const browser = await signInBrowser()
    const after = (await db.from('sent_forms')).length
    await browser.send('POST', '/logout', { form: { _csrf: 'nonsense' } })
    await new Browser().send('POST', '/account/tokens', { form: { _csrf: 'nonsense' } })
    assert.deepEqual([after - before, (await db.from('sent_forms')).length], [1, after])
  })
})
