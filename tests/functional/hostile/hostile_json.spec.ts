import { test } from '@japa/runner'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { assertAlive, assertRefused, changingRoutes, refusalBy } from '#tests/helpers/hostile'
import { type Answer, send } from '#tests/helpers/clients/http'
import { registration } from '#tests/helpers/people/users'

const JSON_TYPE = { 'Content-Type': 'application/json' }

const post = (body: string | Buffer, type = 'application/json') =>
  send('POST', '/api/v1/users', { body, headers: { 'Content-Type': type } })

const DEEP = 30_000

test.group('JSON', () => {
  test('that is {0} is refused')
    .with([
      ['cut off', '{"username":'],
      ['no JSON', 'nonsense'],
      ['a form', 'username=ann'],
      ['a number', '1'],
      ['an array', '[]'],
      ['an array of what is wanted', '[{"username":"ann"}]'],
      ['a string', '"ann"'],
      ['a comment', '{} // hello'],
      ['two values', '{}{}'],
      ['in single quotes', `{'username':'ann'}`],
      ['with a NUL in it', '{"username":"a\0b"}'],
      ['a NUL', '\0'],
      ['with a NUL spelled out', '{"username":"a\\u0000b"}'],
      ['with a NUL in a name', '{"a\\u0000":1}'],
      ['with a NUL deep inside', '{"a":[{"b":["\\u0000"]}]}'],
      ['with half a character', '{"username":"\\ud83d"}'],
      ['with halves the wrong way round', '{"username":"\\ude00\\ud83d"}'],
      ['with half a character in a name', '{"\\udc00":1}'],
      ['not a number', '{"username":NaN}'],
    ])
    .run(async ({ assert }, [, body]) => {
      const answer = await assertRefused(assert, () => post(body), { status: 400 })
      assert.equal(answer.problem.code, 'bad_request')
    })

  test('that is huge or deeply nested is refused at once', async ({ assert }) => {
    for (const body of [
      '['.repeat(DEEP) + ']'.repeat(DEEP),
      `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
      '['.repeat(60_000),
      `{"username":${'['.repeat(DEEP)}${']'.repeat(DEEP)}}`,
      `{${Array.from({ length: 6_000 }, (_, i) => `"k${i}":1`).join()}}`,
      `{"username":"${'a'.repeat(60_000)}"}`,
      `{"username":1${'0'.repeat(60_000)}}`,
      `[${'1,'.repeat(30_000)}1]`,
      `{"username":"${'\\u0000'.repeat(10_000)}"}`,
    ])
      await assertRefused(assert, () => post(body), {
        status: [400, 413, 422],
        about: body.slice(0, 30),
      })
    await assertAlive(assert)
  })

  test('of more than 64 KB is too large, however it comes', async ({ assert }) => {
    const body = `{"username":"${'a'.repeat(66_000)}"}`
    await assertRefused(assert, () => post(body), { status: 413 })
    const options = { body, headers: { ...JSON_TYPE, 'Transfer-Encoding': 'chunked' } }
    await assertRefused(assert, () => send('POST', '/api/v1/users', options), { status: 413 })
    await assertRefused(assert, () => post('a'.repeat(5_000_000)), { status: 413 })
    await assertAlive(assert)
  })

  test('with bytes that are no UTF-8 is refused', async ({ assert }) => {
    const { username, email } = registration()
    for (const bytes of [
      [0xff],
      [0xc3],
      [0xed, 0xa0, 0x80],
      [0xc0, 0x80],
      [0xf5, 0x80, 0x80, 0x80],
    ]) {
      const body = Buffer.concat([
        Buffer.from(`{"username":"${username}","email":"${email}","password":"mango lamp tea`),
        Buffer.from(bytes),
        Buffer.from('pot"}'),
      ])
      await assertRefused(assert, () => post(body), { status: 400, about: String(bytes) })
    }
  })

  test('is taken with the character that stands for one that cannot be read: {$self}')
    .with(['a\ufffdb', '\ufffd', '\u{1f33b}\ufffd\u00e9'.repeat(10)])
    .run(async ({ assert }, displayName) => {
      const app = await signInApp()
      for (const framing of [{}, { 'Transfer-Encoding': 'chunked' }]) {
        const options = {
          body: JSON.stringify({ displayName }),
          headers: { ...JSON_TYPE, ...framing },
        }
        const answer = await app.send('PATCH', '/api/v1/me', options)
        assert.equal(answer.data<{ displayName: string }>().displayName, displayName)
      }
    })

  test('is refused where that character stands beside bytes that are no UTF-8: {$self}')
    .with(['ff', 'c3', 'f09f98', 'f09f8c', 'e282', 'c080'])
    .run(async ({ assert }, bytes) => {
      for (const [before, after] of [
        ['\ufffd', ''],
        ['', '\ufffd'],
        ['', ''],
      ]) {
        const login = Buffer.from(`${before}\0${after}`).toString('hex').replace('00', bytes)
        const body = Buffer.concat([
          Buffer.from('{"login":"'),
          Buffer.from(login, 'hex'),
          Buffer.from('","password":"x"}'),
        ])
        const call = () => send('POST', '/api/v1/tokens', { body, headers: JSON_TYPE })
        const answer = await assertRefused(assert, call, { status: 400 })
        assert.equal(answer.problem.code, 'bad_request')
      }
    })

  test('labelled as {0} is refused')
    .with([
      ['UTF-16', 'application/json; charset=utf-16'],
      ['Latin-1', 'application/json; charset=iso-8859-1'],
      ['nonsense', 'application/json; charset=nonsense'],
      ['text', 'text/plain'],
      ['a form', 'application/x-www-form-urlencoded'],
      ['something like JSON', 'application/jsonp'],
      ['HTML', 'text/html'],
      ['bytes', 'application/octet-stream'],
      ['nothing', ''],
      ['no type at all', ';;;'],
    ])
    .run(async ({ assert }, [, type]) => {
      const body = JSON.stringify(registration())
      const answer = await assertRefused(assert, () => post(body, type), { status: 415 })
      assert.equal(answer.problem.code, 'unsupported_media_type')
    })

  test('is taken with characters spelled out', async ({ assert }) => {
    const { username, email } = registration()
    const password = '\\ud83d\\ude00 \\\\u0000 \\\\ud83d'
    const body = `{"username":"${username}","email":"${email}","password":"${password}"}`
    assert.equal((await post(body)).status, 201)
  })

  test('is taken with a charset that says what is true anyway', async ({ assert }) => {
    for (const type of [
      'application/json; charset=utf-8',
      'application/json;charset=UTF-8',
      'Application/JSON; charset="utf-8"',
    ])
      assert.equal((await post(JSON.stringify(registration()), type)).status, 201, type)
  })

  test('with names that every object has changes nothing but itself', async ({ assert }) => {
    const [app, browser] = [await signInApp(), await signInBrowser()]
    await browser.get('/account')
    for (const body of [
      '{"__proto__":{"isSuperUser":true,"status":"active"}}',
      '{"constructor":{"prototype":{"isSuperUser":true}}}',
      '{"username":{"__proto__":{"a":1}}}',
      '{"toString":"x","hasOwnProperty":"x","valueOf":1}',
      '{"username":{"toString":"x"}}',
      '[{"username":"a"}]',
      '{"_method":"DELETE","username":"a"}',
      '{"_csrf":{"a":"b"}}',
    ]) {
      const options = { body, headers: JSON_TYPE }
      await assertRefused(assert, () => app.send('PATCH', '/api/v1/me', options), {
        status: [400, 422],
        about: body,
      })
      await assertRefused(assert, () => browser.send('PATCH', '/api/v1/me', options), {
        status: [400, 403],
        about: body,
      })
    }
    assert.notProperty({}, 'isSuperUser')
    await assertAlive(assert)
  })

  test('is refused by every route where it is {0}')
    .with([
      ['broken', '{"a":'],
      ['an array', '[]'],
    ])
    .run(async ({ assert }, [, body]) => {
      const wants = (path: string) => refusalBy(path, path.startsWith('/api/') ? 400 : 415)
      for (const [method, path] of changingRoutes()) {
        const call = (): Promise<Answer> => send(method, path, { body, headers: JSON_TYPE })
        await assertRefused(assert, call, { status: wants(path), about: `${method} ${path}` })
      }
    })
})
