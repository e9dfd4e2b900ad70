import { globSync, readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import { type Answer, get, postJson } from '#tests/helpers/clients/http'
import { createUser, PASSWORD, registration, type UserBody } from '#tests/helpers/people/users'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'

type Schema = Record<string, unknown>
type Body = { content: Record<string, { schema: { properties: Record<string, Schema> } }> }
type Document = { paths: Record<string, Record<string, { requestBody?: Body }>> }

/** One character each, however many code units or code points it is sent as. */
const CHARACTERS = {
  a: 'a',
  emoji: '\u{1f33b}',
  composed: 'e\u0301',
  longest: '\u{1611e}\u{1611e}\u{16120}',
}

/** The longest address of a machine, code for a device, and address of a webhook. */
const BYTES = [45, 50, 2048]

const signedIn = async (method: string, path: string, body: object) =>
  (await signInApp()).api(method, path, body)

const FIELDS = [
  {
    field: 'login',
    of: 'POST /api/v1/tokens',
    max: 254,
    taken: 400,
    send: (login: string) => postJson('/api/v1/tokens', { login, password: PASSWORD }),
  },
  {
    field: 'displayName',
    of: 'PATCH /api/v1/me',
    max: 60,
    taken: 200,
    send: (displayName: string) => signedIn('PATCH', '/api/v1/me', { displayName }),
  },
  {
    field: 'deviceName',
    of: 'POST /api/v1/tokens',
    max: 100,
    taken: 201,
    send: async (deviceName: string) => {
      const { username: login } = await createUser()
      return postJson('/api/v1/tokens', { login, password: PASSWORD, deviceName })
    },
  },
  {
    field: 'name',
    of: 'POST /api/v1/personal-tokens',
    max: 100,
    taken: 201,
    send: (name: string) =>
      signedIn('POST', '/api/v1/personal-tokens', { name, scopes: ['profile:read'] }),
  },
]

/** They are refused for what they say, however long they are. */
const BY_FORM = ['2030-01-31T12:00:00Z', 'Europe/Berlin', '/account']

const isFreeText = ({ type, examples = [], ...schema }: Schema) =>
  [type].flat().includes('string') &&
  !['enum', 'contentMediaType', 'x-max-characters', 'x-max-bytes'].some((name) => name in schema) &&
  !(examples as string[]).some((example) => BY_FORM.includes(example))

const rulesBroken = ({ problem }: Answer) =>
  problem.errors?.map((fault) => `${fault.field} ${fault.rule}`)

const schemaOf = async (endpoint: string, field: string) => {
  const [method, path] = endpoint.split(' ')
  const { paths } = (await get('/openapi.json')).json<Document>()
  const { content } = paths[path][method.toLowerCase()].requestBody!
  return content['application/json'].schema.properties[field]
}

test.group('Characters', () => {
  test('are counted alike in every script: {field} of {of}')
    .with(FIELDS)
    .run(async ({ assert }, { field, max, taken, send }) => {
      for (const [name, character] of Object.entries(CHARACTERS)) {
        assert.equal((await send(character.repeat(max))).status, taken, name)
        const refused = rulesBroken(await send(character.repeat(max + 1)))
        assert.deepEqual(refused, [`${field} maxLength`], name)
      }
    })

  test('are told to clients as they are counted: {field} of {of}')
    .with(FIELDS)
    .run(async ({ assert }, { field, of, max }) => {
      const schema = await schemaOf(of, field)
      assert.equal(schema['x-max-characters'], max)
      assert.notProperty(schema, 'maxLength')
    })

  test('are told wherever a text of a body can be too long', async ({ assert }) => {
    const { paths } = (await get('/openapi.json')).json<Document>()
    const untold = Object.entries(paths).flatMap(([path, operations]) =>
      Object.values(operations).flatMap(({ requestBody: { content } = { content: {} } }) =>
        Object.values(content).flatMap(({ schema: { properties } }) =>
          Object.entries(properties)
            .filter(([, schema]) => isFreeText(schema))
            .map(([name]) => `${path} ${name}`)
        )
      )
    )
    assert.deepEqual(untold, [])
  })

  test('of names and addresses are told as they are refused: {field} of {of}')
    .with([
      { field: 'username', of: 'POST /api/v1/users', max: 30 },
      { field: 'email', of: 'POST /api/v1/users', max: 254 },
      { field: 'email', of: 'POST /api/v1/password-resets', max: 254 },
    ])
    .run(async ({ assert }, { field, of, max }) => {
      assert.equal((await schemaOf(of, field))['x-max-characters'], max)
      const [, path] = of.split(' ')
      const body = { ...registration(), [field]: 'a'.repeat(max + 1) }
      assert.deepEqual(rulesBroken(await postJson(path, body)), [`${field} maxLength`])
    })

  test('are not named for a name whose fault is another', async ({ assert }) => {
    for (const [username, rule] of [
      ['\u{1f33b}'.repeat(30), 'username'],
      ['\u{1f33b}'.repeat(31), 'maxLength'],
      ['\u{1f33b}'.repeat(2), 'minLength'],
    ]) {
      const body = { username, email: `${'\u{1f33b}'.repeat(200)}@example.org`, password: PASSWORD }
      const refused = rulesBroken(await postJson('/api/v1/users', body))
      assert.deepEqual(refused, [`username ${rule}`, 'email email'])
    }
  })

  test('have room on a page, written as {$self}')
    .with(Object.values(CHARACTERS))
    .run(async ({ assert }, character) => {
      const displayName = character.repeat(60)
      const browser = await signInBrowser()
      const { text } = await browser.get('/account')
      const [, room] = /name="displayName"[^>]* maxlength="(\d+)"/.exec(text)!
      assert.isAtLeast(Number(room), displayName.length)

      await browser.submit('/account', { displayName }, '/account/preferences?_method=PUT')
      const { displayName: kept } = (await browser.get('/api/v1/me')).data<UserBody>()
      assert.equal(kept, displayName.normalize('NFC'))
    })

  test('have room in every field of a page that does not count bytes', ({ assert }) => {
    for (const path of globSync('resources/views/**/*.edge'))
      for (const [, length] of readFileSync(path, 'utf8').matchAll(/maxlength: ([^\n,]+)/g))
        if (!length.startsWith('unitsFor(')) assert.include(BYTES, Number(length), path)
  })
})
