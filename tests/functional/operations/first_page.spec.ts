import { test } from '@japa/runner'
import { send } from '#tests/helpers/clients/http'
import { signInBrowser } from '#tests/helpers/clients/sign_in'
import { PRODUCTION, startServer } from '#tests/helpers/servers/server'

/** What a browser fetches to show a page, besides the page: once each, though a style sheet is announced as well. */
function needs(html: string) {
  const addresses = html.matchAll(/<(?:link|script|img)\b[^>]*?\b(?:href|src)="([^"]+)"/g)
  return [
    ...new Set([...addresses].map(([, address]) => new URL(address, PRODUCTION.APP_URL).pathname)),
  ]
}

test.group('The first page, as it is served to people', () => {
  test('is under 50 KB with all that it needs', async ({ assert, cleanup }) => {
    const { origin, stop } = await startServer(PRODUCTION)
    cleanup(stop)
    const page = await send('GET', '/', { origin })
    const paths = needs(page.text).filter((path) => path !== '/')
    assert.isAbove(paths.filter((path) => path.endsWith('.css')).length, 0)

    const rest = await Promise.all(paths.map((path) => send('GET', path, { origin })))
    const answers = [page, ...rest]
    for (const { status } of answers) assert.equal(status, 200)
    const bytes = answers.reduce(
      (sum, { headers }) =>
        sum + JSON.stringify(headers).length + Number(headers['content-length']),
      0
    )
    assert.isBelow(bytes, 50_000)
  })

  test('has no script that holds up its rendering', async ({ assert }) => {
    const { text } = await send('GET', '/')
    const scripts = text.match(/<script\b[^>]*>/g) ?? []
    assert.isEmpty(scripts.filter((tag) => !/\b(?:defer|async|type="module")/.test(tag)))
  })

  test('is made once for all passers-by of a language, and for nobody else', async ({
    assert,
    cleanup,
  }) => {
    const { origin, stop } = await startServer(PRODUCTION)
    cleanup(stop)
    const page = (language: string) =>
      send('GET', '/', { origin, headers: { 'Accept-Language': language } })
    for (const language of ['en', 'de', 'en', 'de']) {
      const { headers, text } = await page(language)
      assert.equal(headers['content-language'], language)
      assert.include(text, `<html lang="${language}"`)
      assert.include(text, language === 'en' ? 'Two ways in' : 'Zwei Wege hinein')
    }
  })

  test('is the same each time it is asked for', async ({ assert, cleanup }) => {
    const { origin, stop } = await startServer(PRODUCTION)
    cleanup(stop)
    const pages = [await send('GET', '/', { origin }), await send('GET', '/', { origin })]
    assert.equal(pages[0].text, pages[1].text)
    assert.include(pages[0].text, '</html>')
  })

  test('is not sent again to a browser that has it, and is somebody else’s who signs in', async ({
    assert,
    cleanup,
  }) => {
    const { origin, stop } = await startServer(PRODUCTION)
    cleanup(stop)
    const ask = (headers: Record<string, string> = {}) => send('GET', '/', { origin, headers })
    const [english, german] = [await ask(), await ask({ 'Accept-Language': 'de' })]
    assert.notEqual(english.headers.etag, german.headers.etag)
    assert.include(german.text, '<html lang="de"')
    assert.sameMembers(english.headers.vary!.split(', '), ['Accept-Language', 'Cookie'])

    const again = await ask({ 'If-None-Match': english.headers.etag! })
    assert.equal(again.status, 304)
    assert.equal(again.text, '')
    const other = await ask({ 'If-None-Match': english.headers.etag!, 'Accept-Language': 'de' })
    assert.equal(other.status, 200)
  })

  test('shows who is signed in, and keeps that from caches', async ({ assert }) => {
    const browser = await signInBrowser()
    for (const client of [browser, browser]) {
      const page = await client.get('/')
      assert.include(page.text, browser.person.username)
      assert.equal(page.headers['cache-control'], 'no-store')
      assert.isUndefined(page.headers.etag)
    }
    assert.notInclude((await send('GET', '/')).text, browser.person.username)
  })
})
