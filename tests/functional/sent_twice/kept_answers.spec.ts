import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { prune } from '#jobs/prune'
import { Browser, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { ageAnswers, asOfNow, OpenForm } from '#tests/helpers/clients/sent_forms'
import { createUser } from '#tests/helpers/people/users'

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
