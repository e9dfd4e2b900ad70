import { createServer } from 'node:http'
import { test } from '@japa/runner'
import type { TestContext } from '@japa/runner/core'
import type { Browser } from 'playwright-core'
import { keepFile } from '#tests/helpers/files/files'
import { ORIGIN } from '#tests/helpers/clients/http'
import { listen } from '#tests/helpers/servers/listen'
import {
  fillIn,
  findBarriers,
  openWindow,
  overflow,
  signInOnPage,
} from '#tests/helpers/browser/pages'
import { createUser } from '#tests/helpers/people/users'

type Cleanup = TestContext['cleanup']

/** A chat on another site, with links to these addresses: the first by a redirect of the chat's own. */
async function openChat(addresses: string[], cleanup: Cleanup) {
  const links = addresses.map((address) => `<p><a href="${ORIGIN}${address}">${address}</a></p>`)
  const redirect = `<p><a href="/leave">by a redirect</a></p>`
  const server = createServer((request, response) => {
    if (request.url === '/leave') {
      response.writeHead(302, { Location: ORIGIN + addresses[0] }).end()
      return
    }
    response.setHeader('Content-Type', 'text/html')
    response.end(`<!doctype html><title>Chat</title>${links.join('')}${redirect}`)
  })
  const port = await listen(server)
  cleanup(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${port}/`
}

async function openPage(browser: Browser, cleanup: Cleanup, javaScriptEnabled = false) {
  const page = await openWindow(browser, { javaScriptEnabled })
  cleanup(() => page.context().close())
  return page
}

test.group('Links from another site, in a browser without JavaScript', () => {
  test('show somebody who is signed in what is theirs', async ({ assert, browser, cleanup }) => {
    const person = await createUser()
    const { id } = await keepFile(person)
    const addresses = [
      '/files?q=notes',
      '/',
      `/files/${id}`,
      '/shared-with-me',
      '/account',
      '/no-such-page',
    ]
    const chat = await openChat(addresses, cleanup)
    const page = await openPage(browser, cleanup)
    await signInOnPage(page, person)
    for (const name of [...addresses, 'by a redirect']) {
      await page.goto(chat)
      await page.getByRole('link', { name, exact: true }).click()
      await page.getByRole('button', { name: 'Sign out', exact: true }).waitFor()
      assert.equal(page.url(), ORIGIN + (name.startsWith('/') ? name : addresses[0]))
      await page.goBack()
      assert.equal(page.url(), chat, 'one step back')
    }
  })

  test('to the sign-in lead on who is signed in', async ({ assert, browser, cleanup }) => {
    const chat = await openChat(['/login?next=%2Fbin', '/register'], cleanup)
    const page = await openPage(browser, cleanup)
    await signInOnPage(page, await createUser())
    for (const [name, to] of [
      ['/login?next=%2Fbin', '/bin'],
      ['/register', '/account'],
    ]) {
      await page.goto(chat)
      await page.getByRole('link', { name, exact: true }).click()
      await page.waitForURL(ORIGIN + to)
      await page.getByRole('button', { name: 'Sign out', exact: true }).waitFor()
    }
    assert.notInclude(await page.textContent('main'), 'expired')
  })

  test('ask who is signed out to sign in, and lead on', async ({ assert, browser, cleanup }) => {
    const person = await createUser()
    const chat = await openChat(['/shared-with-me'], cleanup)
    const page = await openPage(browser, cleanup)
    await page.goto(chat)
    await page.getByRole('link', { name: '/shared-with-me' }).click()
    await page.waitForURL('**/login?next=%2Fshared-with-me')
    await fillIn(
      page,
      { 'Username or email': person.username, 'Password': person.password },
      'Sign in'
    )
    await page.waitForURL('**/shared-with-me')
    assert.include(await page.textContent('h1'), 'Shared with')
  })

  test('keep the place in the page, where there is JavaScript', async ({
    assert,
    browser,
    cleanup,
  }) => {
    const addresses = ['/account#main', '/files?q=notes#main', '/#main']
    const chat = await openChat(addresses, cleanup)
    const page = await openPage(browser, cleanup, true)
    await signInOnPage(page, await createUser())
    for (const name of addresses) {
      await page.goto(chat)
      await page.getByRole('link', { name, exact: true }).click()
      await page.getByRole('button', { name: 'Sign out', exact: true }).waitFor()
      assert.equal(page.url(), ORIGIN + name)
      await page.goBack()
      assert.equal(page.url(), chat, 'one step back')
    }
  })

  test('show a page on the way that fits a phone and has no barriers', async ({
    assert,
    browser,
    cleanup,
  }) => {
    const page = await openWindow(browser, { viewport: { width: 360, height: 740 } })
    cleanup(() => page.context().close())
    // Left standing, for somebody to read: as in a browser that is told to load nothing by itself.
    await page.route('**/files', async (route) => {
      const response = await route.fetch({ headers: { 'Sec-Fetch-Site': 'cross-site' } })
      const { refresh, ...headers } = response.headers()
      assert.equal(refresh, '0; url=/files')
      await route.fulfill({ response, headers })
    })
    await page.goto('/files')
    assert.deepEqual(await findBarriers(page), [])
    assert.equal(await overflow(page), 0)
    await page.unroute('**/files')
    await page.getByRole('link', { name: 'open it' }).click()
    await page.waitForURL('**/login?next=%2Ffiles')
  })
})
