import { test } from '@japa/runner'
import { type App, type Browser, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { keepFile } from '#tests/helpers/files/files'
import { newestMail } from '#tests/helpers/people/mailbox'
import { type SpawnedServer, startServer } from '#tests/helpers/servers/server'
import { PASSWORD, type Person } from '#tests/helpers/people/users'

const SETTINGS = {
  DELETED_ACCOUNT_DAYS: '7',
  DELETED_FILE_DAYS: '1',
  LINK_MINUTES: '90',
  LINK_MAX_DAYS: '1',
}

test.group('With other settings than usual', (group) => {
  let server: SpawnedServer
  let browser: Browser & { person: Person }

  group.setup(async () => {
    server = await startServer(SETTINGS)
    browser = await signInBrowser()
    return () => server.stop()
  })

  const ask = (client: Browser | App, method: string, path: string, options = {}) =>
    client.send(method, path, { ...options, origin: server.origin })
  const page = async (path: string) => (await ask(browser, 'GET', path)).text

  /** Fills the form of a page in. */
  async function submit(client: Browser, on: string, action: string, fields: object) {
    const { text } = await ask(client, 'GET', on)
    const [, token] = /name=['"]_csrf['"] value=['"]([^'"]+)['"]/.exec(text)!
    const headers = { 'Origin': server.origin, 'Sec-Fetch-Site': 'same-origin' }
    return ask(client, 'POST', action, { form: { _csrf: token, ...fields }, headers })
  }

  test('the account page and the mail say how long a deletion can be undone', async ({
    assert,
  }) => {
    assert.include(await page('/account/data'), 'For 7 days support can bring the account back')

    const app = await signInApp()
    await ask(app, 'DELETE', '/api/v1/me', { json: { currentPassword: PASSWORD } })
    const { text, html } = await newestMail(app.person.email, 'account_deleted')
    for (const body of [text!.replaceAll('\n', ' '), html])
      assert.include(body, 'For 7 days support can bring it back')
  })

  test('so does the page after it', async ({ assert }) => {
    const leaver = await signInBrowser()
    const fields = { username: leaver.person.username, currentPassword: PASSWORD }
    const answer = await submit(leaver, '/account', '/account?_method=DELETE', fields)
    assert.include(answer.text, 'write to support within 7 days')
  })

  test('the bin says how long it keeps what is in it', async ({ assert }) => {
    const { id } = await keepFile(browser.person)
    assert.include(await page('/bin'), 'stays here for one day.')
    assert.include(await page(`/files/${id}`), 'For one day you can bring it back')
  })

  test('the form for a link offers what can be made, the usual first chosen', async ({
    assert,
  }) => {
    const { id } = await keepFile(browser.person)
    const text = await page(`/files/${id}`)
    const select = /<select[^>]*name="expiresInSeconds"[^]+?<\/select>/.exec(text)![0]
    const labels = [...select.matchAll(/<option([^>]*)>([^<]+)/g)]
    assert.deepEqual(
      labels.map(([, , label]) => label),
      ['One hour', '90 minutes', 'One day']
    )
    const [chosen] = labels.filter(([, attributes]) => attributes.includes('selected'))
    assert.equal(chosen[2], '90 minutes')

    for (const [, attributes] of labels) {
      const [, expiresInSeconds] = /value="(\d+)"/.exec(attributes)!
      const json = { expiresInSeconds: Number(expiresInSeconds) }
      const app = await signInApp(browser.person)
      const made = await ask(app, 'POST', `/api/v1/files/${id}/links`, { json })
      assert.equal(made.status, 201, expiresInSeconds)
    }
  })
})
