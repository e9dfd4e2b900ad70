import { test } from '@japa/runner'
import { send } from '#tests/helpers/clients/http'
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

  test('is the same each time it is asked for', async ({ assert, cleanup }) => {
    const { origin, stop } = await startServer(PRODUCTION)
    cleanup(stop)
    const pages = [await send('GET', '/', { origin }), await send('GET', '/', { origin })]
    assert.equal(pages[0].text, pages[1].text)
    assert.include(pages[0].text, '</html>')
  })
})
