import { test } from '@japa/runner'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import { get } from '#tests/helpers/clients/http'

/** Each text in a value, and where it stands. */
const textsIn = (value: unknown, where = ''): [string, string][] =>
  value instanceof Object
    ? Object.entries(value).flatMap(([name, one]) => textsIn(one, `${where}/${name}`))
    : typeof value === 'string'
      ? [[where, value]]
      : []

test.group('The description of the API', () => {
  test('has nothing that a linter would find fault with', async ({ assert }) => {
    const { text: source } = await get('/openapi.json')
    const config = await createConfig({ extends: ['recommended-strict'] })
    const found = await lintFromString({ source, absoluteRef: 'openapi.json', config })
    assert.deepEqual(
      found.map(({ ruleId, message, location }) => [ruleId, message, location[0].pointer]),
      []
    )
  })

  test('promises yes or no as true or false, and not as a form may send it', async ({ assert }) => {
    const { paths, components } = (await get('/openapi.json')).json<{
      paths: Record<string, Record<string, { responses: object }>>
      components: object
    }>()
    const answers = Object.values(paths).flatMap((operations) =>
      Object.values(operations).map(({ responses }) => responses)
    )
    assert.notInclude(JSON.stringify([answers, components]), '"on"')
  })

  test('has an example for each text of a body', async ({ assert }) => {
    const { paths } = (await get('/openapi.json')).json<{ paths: object }>()
    const madeUp = textsIn(paths).filter(([, text]) => /^(text)+$/.test(text))
    assert.deepEqual(
      madeUp.map(([where]) => where),
      [],
      'Say what is usual: vine.string().use(told({ examples: ["…"] })) in a validator, text("…") in an answer.'
    )
  })

  test('is not sent again to whoever has it', async ({ assert }) => {
    const first = await get('/openapi.json')
    assert.equal(first.status, 200)
    assert.match(first.headers['content-type']!, /^application\/json/)

    const second = await get('/openapi.json', { 'If-None-Match': first.headers.etag })
    assert.deepEqual([second.status, second.text], [304, ''])
  })
})
