import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { send } from '#tests/helpers/clients/http'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { follow } from '#tests/helpers/clients/streams'
import { keepFile } from '#tests/helpers/files/files'
import { newestMail } from '#tests/helpers/people/mailbox'
import { signInAppOfSuperUser } from '#tests/helpers/people/super_user'
import { upload } from '#tests/helpers/transfers/uploads'
import { PASSWORD, uniqueName } from '#tests/helpers/people/users'
import { PSEUDO_LANGUAGE } from '#languages/pseudo'

const accepting = (language: string) => ({ headers: { 'Accept-Language': language } })

const choose = (id: number, language: string) =>
  db.from('users').where('id', id).update({ language })

const HTML_TAG = /<html lang="([\w-]+)" dir="(\w+)">/

test.group('The language of an answer', () => {
  test('of a page is the one that the browser takes best: {accepted}')
    .with([
      { accepted: 'en', language: 'en', direction: 'ltr' },
      { accepted: '', language: 'en', direction: 'ltr' },
      { accepted: 'xx, *;q=0.1', language: 'en', direction: 'ltr' },
      { accepted: 'de-AT,de;q=0.9,en;q=0.8', language: 'de', direction: 'ltr' },
      { accepted: 'fr, en-GB;q=0.9, de;q=0.8', language: 'en', direction: 'ltr' },
      { accepted: 'ar-XB, en;q=0.5', language: PSEUDO_LANGUAGE, direction: 'rtl' },
    ])
    .run(async ({ assert }, { accepted, language, direction }) => {
      for (const path of ['/', '/login', '/nothing-here']) {
        const { headers, text } = await send('GET', path, accepting(accepted))
        assert.equal(headers['content-language'], language, path)
        assert.match(headers.vary ?? '', /\bAccept-Language\b/i, path)
        assert.deepEqual(HTML_TAG.exec(text)?.slice(1), [language, direction], path)
      }
    })

  test('of a problem is the same, and its codes and names are not', async ({ assert }) => {
    const json = { username: 'x' }
    const english = await send('POST', '/api/v1/users', { json })
    const other = await send('POST', '/api/v1/users', { json, ...accepting(PSEUDO_LANGUAGE) })
    assert.equal(english.headers['content-language'], 'en')
    assert.equal(other.headers['content-language'], PSEUDO_LANGUAGE)
    assert.equal(other.problem.code, english.problem.code)
    assert.include(other.problem.title, english.problem.title)
    assert.include(other.problem.detail, english.problem.detail)
    for (const [index, { field, rule, message }] of other.problem.errors!.entries()) {
      const told = english.problem.errors![index]
      assert.deepEqual([field, rule], [told.field, told.rule])
      assert.notEqual(message, told.message)
    }
  })

  test('counts bytes where a limit does: {path} {field}')
    .with([
      { path: '/api/v1/tokens', field: 'password', max: 4_096, said: 'Das Passwort' },
      {
        path: '/api/v1/tokens/refresh',
        field: 'refreshToken',
        max: 512,
        said: 'Das Refresh-Token',
      },
    ])
    .run(async ({ assert }, { path, field, max, said }) => {
      const json = { login: 'ann', [field]: 'é'.repeat(max / 2 + 1) }
      for (const [language, words] of [
        ['en', `at most ${max} bytes`],
        ['de', `${said} darf höchstens ${max} Bytes haben.`],
      ]) {
        const { status, problem } = await send('POST', path, { json, ...accepting(language) })
        assert.equal(status, 422)
        assert.include(problem.errors![0], { field, rule: 'max_bytes' })
        assert.include(problem.errors![0].message, words)
      }
    })

  test('is the one that somebody has chosen, whatever the browser takes', async ({ assert }) => {
    const browser = await signInBrowser()
    await choose(browser.person.id, PSEUDO_LANGUAGE)
    const { text } = await browser.get('/account', { 'Accept-Language': 'en' })
    assert.equal(HTML_TAG.exec(text)?.[1], PSEUDO_LANGUAGE)
  })

  test('of a mail is the one that its reader has chosen', async ({ assert }) => {
    const app = await signInApp()
    await choose(app.person.id, PSEUDO_LANGUAGE)
    await app.api('PATCH', '/api/v1/me', { username: uniqueName() })
    const mail = await newestMail(app.person.email, 'username_changed')
    assert.include(mail.html!, `lang="${PSEUDO_LANGUAGE}"`)
    assert.include(mail.subject, '⟦')
  })
})

test.group('German', () => {
  const german = accepting('de')

  test('is what a page says, times and numbers too', async ({ assert }) => {
    const browser = await signInBrowser()
    await choose(browser.person.id, 'de')
    await keepFile(browser.person, { name: 'Bericht.txt' })
    const { text } = await browser.get('/files')
    for (const said of ['Ihre Dateien', 'Abmelden', 'Eine Datei']) assert.include(text, said)
    assert.match(text, /<time [^>]*>\d+\.\u00a0\p{L}+\.?\u00a0\d{4}, \d\d:\d\d\u00a0UTC</u)
  })

  test('is what a problem says, field by field', async ({ assert }) => {
    const json = { username: '', email: 'x', password: 'short' }
    const { problem } = await send('POST', '/api/v1/users', { json, ...german })
    assert.equal(problem.title, 'Bitte prüfen Sie Ihre Angaben')
    assert.deepEqual(
      problem.errors!.map(({ message }) => message),
      [
        'Wählen Sie einen Benutzernamen.',
        'Geben Sie eine E‑Mail-Adresse ein, zum Beispiel name@example.org.',
        'Wählen Sie ein Passwort mit mindestens 12 Zeichen.',
      ]
    )
  })

  test('stays with whoever registers in it, for the mails', async ({ assert }) => {
    const username = uniqueName()
    const json = { username, email: `${username}@example.org`, password: PASSWORD }
    const answer = await send('POST', '/api/v1/users', { json, ...german })
    assert.equal(answer.data<{ language: string }>().language, 'de')
    const mail = await newestMail(json.email, 'verify_email')
    assert.equal(mail.subject, 'Bestätigen Sie Ihre E-Mail-Adresse')
    assert.include(mail.text!, 'Wenn das Konto Ihres ist, bestätigen Sie die Adresse.')
  })
})

test.group('What happened', () => {
  test('is told by the API in the language of the reader, in lists: {$self}')
    .with(['/api/v1/me/events', '/api/v1/admin/events', '/api/v1/admin/users/:id/events'])
    .run(async ({ assert }, path) => {
      const app = await signInAppOfSuperUser()
      const told = async (language: string) => {
        const list = path.replace(':id', String(app.person.id))
        const answer = await app.get(`${list}?perPage=1`, { 'Accept-Language': language })
        const [{ text }] = answer.data<{ text: string }[]>()
        return [answer.headers['content-language'], text]
      }
      const [german, english] = [await told('de'), await told('en')]
      assert.deepEqual([german[0], english[0]], ['de', 'en'])
      assert.match(english[1]!, /signed in/i)
      assert.match(german[1]!, /angemeldet|Anmeldung/)
      await choose(app.person.id, 'de')
      assert.deepEqual(await told('en'), german)
    })

  test('is told by each stream in the language of whoever opened it', async ({ assert }) => {
    const app = await signInApp()
    const [german, english] = [
      await follow(app, accepting('de')),
      await follow(app, accepting('en')),
    ]
    await upload(app)
    await Promise.all([german.untilTold(1), english.untilTold(1)])
    assert.equal(german.told[0].text, 'Eine Datei wurde hinzugefügt')
    assert.equal(english.told[0].text, 'A file was added')
    assert.equal(german.response.headers['content-language'], 'de')
  })
})

test.group('The language of a person', () => {
  test('is chosen on the page of the account, and through the API', async ({ assert }) => {
    const browser = await signInBrowser()
    await browser.submit('/account', { language: 'de' }, '/account/preferences?_method=PUT')
    const chosen = await browser.get('/api/v1/me')
    assert.equal(chosen.data<{ language: string }>().language, 'de')

    const app = await signInApp()
    const answer = await app.api('PATCH', '/api/v1/me', { language: null })
    assert.isNull(answer.data<{ language: null }>().language)
    const refused = await app.api('PATCH', '/api/v1/me', { language: 'xx' })
    assert.deepEqual(
      refused.problem.errors?.map(({ rule }) => rule),
      ['enum']
    )
  })
})
