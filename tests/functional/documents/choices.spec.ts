import { test } from '@japa/runner'
import { get } from '#tests/helpers/clients/http'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { signInAppOfSuperUser } from '#tests/helpers/people/super_user'

type Parameter = { in: string; name: string; schema: { enum?: string[] } }
type Document = { paths: Record<string, Record<string, { parameters?: Parameter[] }>> }

/** More of them are in the documents. */
const FEW = 12

test.group('A value that is none of the choices', () => {
  test('is answered with those that there are, in the address of every list', async ({
    assert,
  }) => {
    const app = await signInAppOfSuperUser()
    const { paths } = (await get('/openapi.json')).json<Document>()
    let asked = 0
    for (const [path, { get: operation }] of Object.entries(paths))
      for (const { name, schema, ...parameter } of operation?.parameters ?? []) {
        if (parameter.in !== 'query' || !schema.enum || path.startsWith('/file/')) continue
        const answer = await app.get(`${path.replace('{id}', '1')}?${name}=nonsense`)
        if (answer.status === 404) continue
        const [{ message }] = answer.problem.errors!
        const said = schema.enum.length > FEW ? '' : `: ${schema.enum.join(', ')}`
        assert.equal(message, `That is not one of the choices${said}.`, `${path} ${name}`)
        asked += 1
      }
    assert.isAtLeast(asked, 12)
  })

  test('is answered so in a body, and in German: {field}')
    .with([
      { field: 'theme', says: 'Das gehört nicht zur Auswahl: light, dark.' },
      { field: 'language', says: 'Das gehört nicht zur Auswahl: en, de.' },
    ])
    .run(async ({ assert }, { field, says }) => {
      const app = await signInApp()
      const options = { json: { [field]: 'nonsense' }, headers: { 'Accept-Language': 'de' } }
      const answer = await app.send('PATCH', '/api/v1/me', options)
      assert.deepEqual(
        answer.problem.errors!.map(({ message }) => message),
        [says]
      )
    })

  test('is answered so among the rights of a token', async ({ assert }) => {
    const app = await signInApp()
    const json = { name: 'Backup', scopes: ['files:read', 'everything'] }
    const answer = await app.api('POST', '/api/v1/personal-tokens', json)
    assert.include(
      answer.problem.errors![0].message,
      'one of the rights: profile:read, profile:write'
    )
  })
})
