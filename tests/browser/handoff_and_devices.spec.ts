import { createServer } from 'node:http'
import { test } from '@japa/runner'
import { ORIGIN, postJson } from '#tests/helpers/clients/http'
import {
  fillIn,
  findBarriers,
  openWindow,
  overflow,
  signInOnPage,
} from '#tests/helpers/browser/pages'
import { App, SESSION_COOKIE, signInApp, type TokenPairBody } from '#tests/helpers/clients/sign_in'
import { ageConfirmation } from '#tests/helpers/time'
import { countSignIns } from '#tests/helpers/database/rows'
import { askForCodes } from '#tests/helpers/people/device_codes'
import { createUser, type UserBody } from '#tests/helpers/people/users'
import { releaseLater } from '#tests/helpers/release'
import { listen } from '#tests/helpers/servers/listen'

const PHONE = { viewport: { width: 360, height: 740 } }

/** A page of another site with one link. */
async function openElsewhere(link: string) {
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html')
    response.end(`<!doctype html><title>Elsewhere</title><a href="${link}">The link</a>`)
  })
  releaseLater(() => server.close())
  return `http://127.0.0.1:${await listen(server)}/`
}

async function linkOf(app: App) {
  const answer = await app.api('POST', '/api/v1/handoffs', { path: '/account/sign-ins' })
  return answer.data<{ url: string }>().url
}

test.group('From an app to a browser', () => {
  test('a link from elsewhere opens the page signed in, after one button', async ({
    assert,
    browser,
  }) => {
    const app = await signInApp(undefined, { deviceName: `Ada's phone` })
    const page = await openWindow(browser, { javaScriptEnabled: false, ...PHONE })
    await page.goto(await openElsewhere(await linkOf(app)))
    await page.getByRole('link').click()
    const button = page.getByRole('button', { name: `Continue as ${app.person.username}` })
    await button.waitFor()
    assert.equal(await countSignIns(app.person), 1)
    await button.click()
    await page.waitForURL('**/account/sign-ins')
    assert.include(await page.textContent('main'), `from Ada's phone`)
    assert.notInclude(await page.evaluate<string>('document.cookie'), SESSION_COOKIE)
  })

  test('its page has no barriers, and fits on a phone', async ({ assert, browser }) => {
    const page = await openWindow(browser, PHONE)
    const link = await linkOf(await signInApp())
    for (const address of [link, link.slice(0, -1)]) {
      await page.goto(address)
      assert.deepEqual(await findBarriers(page), [])
      assert.isAtMost(await overflow(page), 0)
    }
  })
})

test.group('From a browser to an app', () => {
  test('a code that is typed signs the app in', async ({ assert, browser }) => {
    const person = await createUser()
    const page = await openWindow(browser, { javaScriptEnabled: false, ...PHONE })
    await signInOnPage(page, person)
    const asked = await postJson('/api/v1/device-authorizations', { deviceName: 'Television' })
    const { deviceCode, userCode } = asked.data<{ deviceCode: string; userCode: string }>()

    await page.goto('/device')
    await fillIn(page, { Code: userCode.toLowerCase() }, 'Continue')
    assert.include(await page.textContent('main'), 'Television')
    await page.getByRole('button', { name: `Sign it in as ${person.username}` }).click()
    await page.waitForURL('**/account/sign-ins')
    const answer = await postJson('/api/v1/tokens/device', { deviceCode })
    const app = new App(answer.data<TokenPairBody>())
    assert.equal((await app.get('/api/v1/me')).data<UserBody>().id, person.id)
  })

  test('whoever confirms that it is them on the way presses no button twice', async ({
    assert,
    browser,
  }) => {
    const person = await createUser()
    const page = await openWindow(browser, { javaScriptEnabled: false, ...PHONE })
    await signInOnPage(page, person)
    await ageConfirmation(person.id, 16)
    const { verificationUriComplete } = await askForCodes()
    await page.goto(verificationUriComplete)
    await page.getByRole('button', { name: `Sign it in as ${person.username}` }).click()
    assert.include(await page.textContent('main'), 'to sign the device in')
    await fillIn(page, { Password: person.password }, 'Confirm and continue')
    assert.equal(new URL(page.url()).pathname, '/account/sign-ins')
    assert.include(await page.textContent('main'), 'Television')
  })

  test('its pages have no barriers, and fit on a phone', async ({ assert, browser }) => {
    const page = await openWindow(browser, PHONE)
    await signInOnPage(page, await createUser())
    const asked = await postJson('/api/v1/device-authorizations', { deviceName: 'W'.repeat(100) })
    const { userCode } = asked.data<{ userCode: string }>()
    for (const path of ['/device', '/device?code=BCDF-GHJK', `/device?code=${userCode}`]) {
      await page.goto(ORIGIN + path)
      assert.deepEqual(await findBarriers(page), [], path)
      assert.isAtMost(await overflow(page), 0, path)
    }
  })
})
