import { test } from '@japa/runner'
import { get } from '#tests/helpers/clients/http'
import { wordsAbout } from '#tests/helpers/documents/reference_page'

type Body = { content: Record<string, { schema: { properties?: object } }> }
type Operation = {
  operationId: string
  summary: string
  security: object[]
  requestBody?: Body
}
type Document = { paths: Record<string, Record<string, Operation>> }

/** How a token is sent in each language. */
const TOKENS = [
  'Authorization: Bearer $TOKEN',
  'Authorization: &#x60;Bearer ${token}&#x60;',
  '&quot;Authorization&quot;, &quot;Bearer $token&quot;',
  '&quot;Bearer \\(token)&quot;',
  '[&#x27;Authorization&#x27;] = &#x27;Bearer $token&#x27;',
]

test.group('The pages about the API', () => {
  test('list every endpoint of the document, where it was when all stood on one page', async ({
    assert,
  }) => {
    const [page, document] = [await get('/docs/api'), await get('/openapi.json')]
    assert.equal(page.status, 200)
    for (const [path, operations] of Object.entries(document.json<Document>().paths))
      for (const { operationId, summary } of Object.values(operations)) {
        assert.include(page.text, `<li class="row" id="${operationId}">`)
        assert.include(page.text, `<a href="/docs/api/${operationId}">${summary}</a>`)
        assert.include(page.text, `<code class="endpoint-path">${path}</code>`)
      }
  })

  test('tell of each endpoint on a page of its own, with the others about the same', async ({
    assert,
  }) => {
    const document = await get('/openapi.json')
    for (const [path, operations] of Object.entries(document.json<Document>().paths))
      for (const { operationId, summary, security } of Object.values(operations)) {
        const page = await get(`/docs/api/${operationId}`)
        assert.equal(page.status, 200, operationId)
        assert.include(page.text, `<title>${summary} · Gatehouse</title>`)
        assert.include(page.text, `<code class="endpoint-path">${path}</code>`)
        for (const language of ['curl', 'fetch', 'Kotlin', 'Swift', 'Dart'])
          assert.include(page.text, `<summary>${language}</summary>`)
        const byToken = security.some((one) => 'token' in one)
        for (const token of TOKENS)
          assert.equal(page.text.includes(token), byToken, `${operationId}: ${token}`)
      }
    assert.include((await get('/docs/api/updatePicture')).text, '-F file=@portrait.png')
    const { text } = await get('/docs/api/createPersonalToken')
    assert.include(text, '<a href="/docs/api/listPersonalTokens">')
    assert.notInclude(text, '<a href="/docs/api/createPersonalToken">')
    assert.notInclude(text, '<a href="/docs/api/createToken">')
  })

  test('name every field of a body, and say what it takes', async ({ assert }) => {
    const document = await get('/openapi.json')
    for (const operations of Object.values(document.json<Document>().paths))
      for (const { operationId, requestBody } of Object.values(operations)) {
        const [content] = Object.values(requestBody?.content ?? {})
        const page = await get(`/docs/api/${operationId}`)
        assert.notInclude(page.text, 'undefined', operationId)
        for (const name of Object.keys(content?.schema.properties ?? {}))
          assert.include(page.text, `<code>${name}</code>`, operationId)
      }
  })

  test('say what a field takes: {words}')
    .with([
      { id: 'updatePicture', words: 'file: the bytes.' },
      { id: 'createUser', words: 'password: text, 12 to 128 characters.' },
      { id: 'createSession', words: 'password: text, at most 4096 bytes.' },
      { id: 'updateMe', words: 'theme, optional: light, dark.' },
      { id: 'createAdminWebhook', words: 'url: text, at most 2048 bytes. An https' },
      { id: 'createPersonalToken', words: 'scopes: a list of profile:read, ' },
      { id: 'createAdminBulkAction', words: 'filter.confirmed, optional: true or false.' },
      { id: 'listEvents', words: 'perPage in the query, optional: a whole number, 1 to 100.' },
      { id: 'deletePersonalToken', words: 'id in the path: text, a UUID.' },
      { id: 'getAdminUser', words: 'id in the path: a whole number.' },
    ])
    .run(async ({ assert }, { id, words }) => {
      assert.include(await wordsAbout(id), words)
    })

  test('know no other endpoints', async ({ assert }) => {
    assert.equal((await get('/docs/api/getTeapot')).status, 404)
  })

  test('find endpoints by a word, without a script', async ({ assert }) => {
    const found = await get('/docs/api?q=Personal+Token')
    assert.include(found.text, '/api/v1/personal-tokens')
    assert.notInclude(found.text, '/api/v1/password-resets')

    const nothing = await get('/docs/api?q=teapot')
    assert.include(nothing.text, 'No endpoint matches')
  })
})
