import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { type App, type Browser, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import type { PersonalTokenBody } from '#tests/helpers/clients/scripts'
import { OpenForm } from '#tests/helpers/clients/sent_forms'

const TOKENS = '/api/v1/personal-tokens'
const PAGE = '/account/tokens'
const TAKEN = 'You already have a token with that name.'

const make = (client: App | Browser, name: string) =>
  client.api('POST', TOKENS, { name, scopes: ['files:read'] })

const namesOf = async (client: App | Browser) =>
  (await client.get(TOKENS)).data<PersonalTokenBody[]>().map(({ name }) => name)

test.group('The name of a personal token', () => {
  test('is given once, in whatever case', async ({ assert }) => {
    const app = await signInApp()
    await make(app, 'Backup of Übersee')
    for (const name of ['Backup of Übersee', 'BACKUP of übersee', ' backup OF übersee ']) {
      const { status, problem } = await make(app, name)
      assert.equal(status, 422)
      assert.deepEqual(problem.errors, [{ field: 'name', rule: 'unique', message: TAKEN }])
    }
    assert.deepEqual(await namesOf(app), ['Backup of Übersee'])
  })

  test('is given to one of two that ask at once', async ({ assert }) => {
    const app = await signInApp()
    const answers = await Promise.all(['Backup', 'backup'].map((name) => make(app, name)))
    assert.sameMembers(
      answers.map(({ status }) => status),
      [201, 422]
    )
    assert.lengthOf(await namesOf(app), 1)
  })

  test('does not matter to anyone else', async ({ assert }) => {
    const [app, stranger] = [await signInApp(), await signInApp()]
    await make(app, 'Backup')
    assert.equal((await make(stranger, 'Backup')).status, 201)
  })

  test('is free again once that token has ended', async ({ assert }) => {
    const app = await signInApp()
    const { id } = (await make(app, 'Backup')).data<PersonalTokenBody>()
    await app.api('DELETE', `${TOKENS}/${id}`)
    assert.equal((await make(app, 'Backup')).status, 201)
  })

  test('is free again once that token has expired', async ({ assert }) => {
    const app = await signInApp()
    const { id } = (await make(app, 'Backup')).data<PersonalTokenBody>()
    await db.from('personal_tokens').where('id', id).update({ expires_at: new Date() })
    assert.equal((await make(app, 'BACKUP')).status, 201)
    assert.deepEqual(await namesOf(app), ['BACKUP'])
  })

  test('of an expired token goes to one of two that ask at once', async ({ assert }) => {
    const app = await signInApp()
    const { id } = (await make(app, 'Backup')).data<PersonalTokenBody>()
    await db.from('personal_tokens').where('id', id).update({ expires_at: new Date() })
    const answers = await Promise.all([make(app, 'Backup'), make(app, 'Backup')])
    assert.sameMembers(
      answers.map(({ status }) => status),
      [201, 422]
    )
  })

  test('keeps the forms of two tabs from making two tokens', async ({ assert }) => {
    const browser = await signInBrowser()
    const tabs = [await OpenForm.on(browser, PAGE), await OpenForm.on(browser, PAGE)]
    const fields = { 'name': 'Backup', 'scopes[]': 'files:read' }
    const answers = await Promise.all(tabs.map((tab) => tab.send(fields)))
    assert.sameMembers(
      answers.map(({ status }) => status),
      [201, 303]
    )

    const { text } = await browser.get(PAGE)
    assert.include(text, TAKEN)
    assert.include(text, 'value="Backup"')
    assert.lengthOf(await namesOf(browser), 1)
  })
})
