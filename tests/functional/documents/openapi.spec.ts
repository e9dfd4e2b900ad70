import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import { SCOPE_NAMES } from '#access/scopes'
import { makeScript } from '#tests/helpers/clients/scripts'
import { signInAppOfSuperUser } from '#tests/helpers/people/super_user'
import { get } from '#tests/helpers/clients/http'

/** Each text in a value, and where it stands. */
const textsIn = (value: unknown, where = ''): [string, string][] =>
  value instanceof Object
    ? Object.entries(value).flatMap(([name, one]) => textsIn(one, `${where}/${name}`))
    : typeof value === 'string'
      ? [[where, value]]
      : []

type Schema = { type?: string | string[]; examples?: number[]; minimum?: number }
type Body = { properties?: Record<string, Schema> }
type Described = { requestBody?: { content: Record<string, { schema: Body }> } }

/** The schema of each body that an operation takes. */
const bodiesIn = (paths: object) =>
  Object.values(paths)
    .flatMap((operations: Record<string, Described>) => Object.values(operations))
    .flatMap(({ requestBody }) => Object.values(requestBody?.content ?? {}))
    .map(({ schema }) => schema)

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

  test('tells what personal tokens cannot do, whatever their scopes', async ({ assert }) => {
    type Operation = { description?: string }
    const { paths } = (await get('/openapi.json')).json<{
      paths: Record<string, Record<string, Operation>>
    }>()
    const script = await makeScript([...SCOPE_NAMES], await signInAppOfSuperUser())
    for (const [path, operations] of Object.entries(paths))
      for (const [method, { description = '' }] of Object.entries(operations)) {
        if (method === 'get') continue
        const address = path.replace('users/{id}', 'users/999999999').replace('{id}', randomUUID())
        const { text } = await script.api(method.toUpperCase(), address, { password: 'x' })
        const isRefused = text.includes('A personal token cannot do that.')
        const saysSo = description.includes('Personal tokens cannot do this.')
        assert.equal(saysSo, isRefused, `${method} ${path}: ${text}`)
        assert.isFalse(saysSo && description.includes('A personal token needs'), path)
      }
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

  test('has an example for each number that is sent, and not the smallest', async ({ assert }) => {
    const { paths } = (await get('/openapi.json')).json<{ paths: object }>()
    const numbers = bodiesIn(paths).flatMap(({ properties = {} }) =>
      Object.entries(properties).filter(([, { type }]) => [type].flat().includes('integer'))
    )
    assert.isNotEmpty(numbers)
    for (const [name, { examples, minimum }] of numbers) {
      assert.isNotEmpty(examples, name)
      assert.notDeepEqual(examples, [minimum], name)
    }
  })

  test('is not sent again to whoever has it', async ({ assert }) => {
    const first = await get('/openapi.json')
    assert.equal(first.status, 200)
    assert.match(first.headers['content-type']!, /^application\/json/)

    const second = await get('/openapi.json', { 'If-None-Match': first.headers.etag })
    assert.deepEqual([second.status, second.text], [304, ''])
  })
})
