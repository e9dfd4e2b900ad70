import { test } from '@japa/runner'
import { get } from '#tests/helpers/clients/http'

test.group('The page about the API', () => {
  test('tells of every endpoint of the document', async ({ assert }) => {
    const [page, document] = [await get('/docs/api'), await get('/openapi.json')]
    assert.equal(page.status, 200)
    const { paths } = document.json<{
      paths: Record<string, Record<string, { summary: string }>>
    }>()
    for (const [path, operations] of Object.entries(paths))
      for (const { summary } of Object.values(operations)) {
        assert.include(page.text, `<code class="endpoint-path">${path}</code>`)
        assert.include(page.text, `<span class="endpoint-summary">${summary}</span>`)
      }
  })

  test('finds endpoints by a word, without a script', async ({ assert }) => {
    const found = await get('/docs/api?q=Personal+Token')
    assert.include(found.text, '/api/v1/personal-tokens')
    assert.notInclude(found.text, '/api/v1/password-resets')

    const nothing = await get('/docs/api?q=teapot')
    assert.include(nothing.text, 'No endpoint matches')
  })
})
