import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import { postJson } from '#tests/helpers/clients/http'
import { linkMaker, linksOf } from '#tests/helpers/files/link_maker'
import { registration } from '#tests/helpers/people/users'

const newKey = () => ({ 'Idempotency-Key': randomUUID() })

const replayed = 'idempotent-replayed'

test.group('A request with an Idempotency-Key', () => {
  test('takes the same fields in another order for the same request', async ({ assert }) => {
    const { file, make } = await linkMaker()
    const key = newKey()
    const first = await make(key, { maxDownloads: 2, expiresInSeconds: 60, password: 'lake house' })
    const again = await make(key, { password: 'lake house', expiresInSeconds: 60, maxDownloads: 2 })
    assert.deepEqual([again.status, again.headers[replayed]], [201, 'true'])
    assert.equal(again.text, first.text)
    assert.lengthOf(await linksOf(file), 1)
  })

  test('takes them so without a credential, and inside of one another', async ({ assert }) => {
    const [key, body] = [newKey(), registration()]
    const within = (fields: object) => ({ ...body, more: { fields } })
    const [first, again] = [
      await postJson('/api/v1/users', within({ a: 1, b: [{ c: 2, d: 3 }] }), key),
      await postJson('/api/v1/users', within({ b: [{ c: 2, d: 3 }], a: 1 }), key),
    ]
    assert.deepEqual([first.status, again.status, again.headers[replayed]], [201, 201, 'true'])
    const other = await postJson('/api/v1/users', within({ b: [{ d: 3 }], a: 1 }), key)
    assert.equal(other.status, 422)
  })

  test('is taken with a body that is nested as deeply as JSON is read', async ({ assert }) => {
    const { make } = await linkMaker()
    const nested = (depth: number) => JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`)
    for (const depth of [1, 8, 9, 100, 2_000])
      assert.equal((await make(newKey(), { maxDownloads: 2, a: nested(depth) })).status, 201)
  })
})
