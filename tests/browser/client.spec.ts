import { test } from '@japa/runner'
import type { Page } from 'playwright-core'
import { bundleClient } from '#tests/helpers/clients/typescript/bundle'
import { ORIGIN } from '#tests/helpers/clients/http'
import { openWindow } from '#tests/helpers/browser/pages'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { countSignIns } from '#tests/helpers/database/rows'
import { createUser, type Person } from '#tests/helpers/people/users'
import { letTimePass } from '#tests/helpers/time'
import { until } from '#tests/helpers/until'

/** The start page, with the client beside its own scripts. */
async function open(page: Page) {
  const code = await bundleClient()
  const contentType = 'text/javascript'
  await page.route('**/client.js', (route) => route.fulfill({ contentType, body: code }))
  await page.goto(ORIGIN)
  return page
}

/** Runs what would be a module of the page, which has a `client`. */
const run = <T>(page: Page, body: string, person?: Person) =>
  page.evaluate<T>(`(async (person) => {
    const { Gatehouse } = await import('/client.js')
    const store = {
      read: () => localStorage.getItem('gatehouse'),
      write: (text) => localStorage.setItem('gatehouse', text),
    }
    const login = { login: person?.username, password: person?.password }
    ${body}
  })(${JSON.stringify(person ?? null)})`)

test.group('The client in a page of ours', () => {
  test('signs in by cookie, changes something, uploads and signs out', async ({
    assert,
    browser,
  }) => {
    const person = await createUser()
    const page = await open(await openWindow(browser))
    const told = await run<{ name: string; size: number; sent: number; renamed: string }>(
      page,
      `const client = new Gatehouse()
       await client.signIn({ ...login, remember: true })
       let sent = 0
       const file = await client.upload(new Blob(['Lake']), { name: 'Lake.txt', onProgress: (count) => (sent = count) })
       const { name: renamed } = await client.rename(file.id, 'Sea.txt')
       return { name: file.name, size: file.size, sent, renamed }`,
      person
    )
    assert.deepEqual(told, { name: 'Lake.txt', size: 4, sent: 4, renamed: 'Sea.txt' })
    await page.goto(`${ORIGIN}/files`)
    assert.include(await page.textContent('main'), 'Sea.txt')

    await run(page, `await new Gatehouse().signOut()`)
    assert.equal(await countSignIns(person), 0)
  })

  test('ends an upload that is aborted', async ({ assert, browser }) => {
    const page = await open(await openWindow(browser))
    const message = await run<string>(
      page,
      `const client = new Gatehouse()
       await client.signIn(login)
       const abort = new AbortController()
       const bytes = new Blob([new Uint8Array(20_000_000)])
       const onProgress = () => abort.abort(new Error('Enough'))
       return client.upload(bytes, { onProgress, signal: abort.signal }).catch(({ message }) => message)`,
      await createUser()
    )
    assert.equal(message, 'Enough')
  })
})

test.group('The client in a page that listens to what happens', () => {
  test('hears it, and is told that the browser was signed out elsewhere', async ({
    assert,
    browser,
  }) => {
    const person = await createUser()
    const page = await open(await openWindow(browser))
    const listening = run<{ kinds: string[]; code: string }>(
      page,
      `const client = new Gatehouse()
       await client.signIn(login)
       const kinds = []
       const onReset = () => client.upload(new Blob(['Lake']), { name: 'Lake.txt' })
       try {
         for await (const { kind } of client.events({ onReset })) {
           kinds.push(kind)
           document.title = kind
         }
       } catch ({ code }) {
         return { kinds, code }
       }`,
      person
    )
    await until('the upload is heard of', async () => (await page.title()) === 'file_added')
    const app = await signInApp(person)
    await app.api('DELETE', '/api/v1/sign-ins')
    const { kinds, code } = await listening
    assert.equal(kinds[0], 'file_added')
    assert.equal(code, 'unauthenticated')
  })

  test('leaves quietly when it is told to', async ({ assert, browser }) => {
    const page = await open(await openWindow(browser))
    const end = await run<string>(
      page,
      `const client = new Gatehouse()
       await client.signIn(login)
       const abort = new AbortController()
       const { signal } = abort
       for await (const event of client.events({ signal, onReset: () => abort.abort() })) return event.kind
       return 'quiet'`,
      await createUser()
    )
    assert.equal(end, 'quiet')
  })
})

test.group('The client with tokens, in two tabs that share a store', () => {
  test('refreshes at most once a tab', async ({ assert, browser }) => {
    const person = await createUser()
    const first = await open(await openWindow(browser))
    await run(first, `await new Gatehouse({ store }).signIn(login)`, person)
    const second = await open(await first.context().newPage())
    await letTimePass(person, { minutes: 16 })

    let refreshes = 0
    first.context().on('request', (request) => {
      if (request.url().endsWith('/tokens/refresh')) refreshes++
    })
    const ask = (page: Page) =>
      run<string[]>(
        page,
        `const client = new Gatehouse({ store })
         const users = await Promise.all(Array.from({ length: 5 }, () => client.me()))
         return users.map(({ username }) => username)`
      )
    const names = (await Promise.all([ask(first), ask(second)])).flat()
    assert.deepEqual(names, Array(10).fill(person.username))
    // Chromium may show a tab what another has stored a moment later: then the service gives it the same pair.
    assert.isAtMost(refreshes, 2)
  })
})
