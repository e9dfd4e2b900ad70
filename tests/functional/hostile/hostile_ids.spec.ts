import { test } from '@japa/runner'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { assertRefused } from '#tests/helpers/hostile'
import type { SendOptions } from '#tests/helpers/clients/http'

test.group('An id that is none', () => {
  const IDS = [
    '1',
    'abc',
    '12345678901234567890',
    '-1',
    '%00',
    'a%00b',
    '%20',
    `%27%20or%201=1`,
    '%ED%A0%80',
    '%F0%9F%92%A9',
    '..%2F..',
    '00000000-0000-0000-0000-00000000000',
    '00000000-0000-0000-0000-0000000000000',
    '00000000000000000000000000000000',
    'g0000000-0000-4000-8000-000000000000',
    '%7B00000000-0000-4000-8000-000000000000%7D',
    '00000000-0000-4000-8000-000000000000%0A',
    'current%00',
    'a'.repeat(10_000),
    '00000000-0000-4000-8000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
  ]

  test('is not found, or cannot be read', async ({ assert }) => {
    const app = await signInApp()
    for (const id of IDS) {
      const call = () => app.api('DELETE', `/api/v1/sign-ins/${id}`)
      const status = id === '%ED%A0%80' ? 400 : 404
      await assertRefused(assert, call, { status, about: id.slice(0, 50) })
    }
    assert.equal((await app.get('/api/v1/me')).status, 200)
  })

  test('is not found in any number or depth', async ({ assert }) => {
    const app = await signInApp()
    for (const path of ['/api/v1/sign-ins/a/b', `/api/v1${'/a'.repeat(5_000)}`])
      for (const method of ['GET', 'POST', 'DELETE']) {
        const options: SendOptions = method === 'POST' ? { json: {} } : {}
        const call = () => app.send(method, path, options)
        const answer = await assertRefused(assert, call, { status: [404, 405], about: path })
        assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
      }
  })
})
