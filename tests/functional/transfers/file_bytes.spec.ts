import { createHash } from 'node:crypto'
import { test } from '@japa/runner'
import { CREDENTIALS, signInApp, signInBrowser, signInBy } from '#tests/helpers/clients/sign_in'
import { keepFile } from '#tests/helpers/files/files'
import { type Answer, get, ORIGIN } from '#tests/helpers/clients/http'

const BYTES = 'Some notes.\n'
const ETAG = `"${createHash('sha256').update(BYTES).digest('hex')}"`

async function ownerOf(contents: Parameters<typeof keepFile>[1] = {}) {
  const owner = await signInApp()
  const { path } = await keepFile(owner.person, { bytes: BYTES, ...contents })
  return { owner, path }
}

/** Headers that differ from one answer to the next. */
const lasting = ({ headers }: Answer) =>
  Object.entries(headers).filter(([name]) => !['date', 'x-request-id', 'ratelimit'].includes(name))

test.group('The bytes of a file', () => {
  test('come with all that a client wants to know of them, by {$self}')
    .with(CREDENTIALS)
    .run(async ({ assert }, credential) => {
      const owner = await signInBy(credential)
      const { path, createdAt } = await keepFile(owner.person, { bytes: BYTES })
      const answer = await owner.get(path)
      assert.equal(answer.status, 200)
      assert.equal(answer.text, BYTES)
      assert.deepInclude(answer.headers, {
        'content-length': String(BYTES.length),
        'content-type': 'text/plain; charset=utf-8',
        'content-disposition': 'attachment; filename="notes.txt"',
        'accept-ranges': 'bytes',
        'etag': ETAG,
        'last-modified': createdAt.toHTTP(),
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'DENY',
      })
      const policy = String(answer.headers['content-security-policy']).split('; ')
      assert.includeMembers(policy, [`default-src 'none'`, 'sandbox', `frame-ancestors 'none'`])
      assert.isEmpty(answer.cookies)
    })

  test('are told of by HEAD in the same words, without themselves', async ({ assert }) => {
    const { owner, path } = await ownerOf()
    const whole = await owner.get(path)
    const head = await owner.send('HEAD', path)
    assert.equal(head.status, 200)
    assert.equal(head.text, '')
    assert.deepEqual(lasting(head), lasting(whole))
  })

  test('may be none', async ({ assert }) => {
    const { owner, path } = await ownerOf({ bytes: '' })
    for (const headers of [{}, { Range: 'bytes=-5' }]) {
      const answer = await owner.get(path, headers)
      assert.equal(answer.status, 200)
      assert.equal(answer.headers['content-length'], '0')
      assert.equal(answer.text, '')
    }
    assert.equal((await owner.get(path, { Range: 'bytes=0-' })).status, 416)
  })

  test('are shown in a browser if they are {mediaType}')
    .with(['png', 'jpeg', 'gif', 'webp', 'avif'].map((kind) => ({ mediaType: `image/${kind}` })))
    .run(async ({ assert }, { mediaType }) => {
      const { owner, path } = await ownerOf({ name: 'a picture', mediaType })
      const { headers } = await owner.get(path)
      assert.equal(headers['content-type'], mediaType)
      assert.equal(headers['content-disposition'], 'inline; filename="a picture"')

      const saved = await owner.get(`${path}?download=1`)
      assert.equal(saved.headers['content-disposition'], 'attachment; filename="a picture"')
    })

  test('are saved, never shown, if they are {$self}')
    .with([
      'image/svg+xml',
      'text/html',
      'application/xhtml+xml',
      'application/pdf',
      'application/javascript',
      'text/xml',
      'video/mp4',
      'application/octet-stream',
    ])
    .run(async ({ assert }, mediaType) => {
      const { owner, path } = await ownerOf({ mediaType })
      const { headers } = await owner.get(`${path}?download=0`)
      assert.match(headers['content-disposition']!, /^attachment;/)
    })

  test('are saved under the name {name}')
    .with([
      { name: 'plain name.txt', disposition: 'filename="plain name.txt"' },
      {
        name: 'naïve “€” 100%.txt',
        disposition: `filename="na_ve ___ 100_.txt"; filename*=UTF-8''na%C3%AFve%20%E2%80%9C%E2%82%AC%E2%80%9D%20100%25.txt`,
      },
      {
        name: `it's "quoted"; a=b, (c)*.txt`,
        disposition: `filename="it's _quoted_; a=b, (c)*.txt"; filename*=UTF-8''it%27s%20%22quoted%22%3B%20a%3Db%2C%20%28c%29%2A.txt`,
      },
      { name: '🦉.txt', disposition: `filename="_.txt"; filename*=UTF-8''%F0%9F%A6%89.txt` },
    ])
    .run(async ({ assert }, { name, disposition }) => {
      const { owner, path } = await ownerOf({ name })
      const { headers } = await owner.get(path)
      assert.equal(headers['content-disposition'], `attachment; ${disposition}`)
    })

  test('are read from elsewhere with a token only', async ({ assert }) => {
    const { owner, path } = await ownerOf()
    const Origin = 'https://elsewhere.example'
    const byToken = await owner.get(path, { Origin })
    assert.equal(byToken.headers['access-control-allow-origin'], '*')
    assert.include(byToken.headers['access-control-expose-headers'], 'content-range')

    const browser = await signInBrowser(owner.person)
    const byCookie = await browser.get(path, { Origin })
    assert.isUndefined(byCookie.headers['access-control-allow-origin'])
  })

  test('are refused in JSON to those who are not signed in', async ({ assert }) => {
    const { path } = await ownerOf()
    const answer = await get(path, { Accept: 'text/html' })
    assert.equal(answer.status, 401)
    assert.match(answer.headers['content-type']!, /^application\/problem\+json/)
    assert.equal(answer.problem.code, 'unauthenticated')
  })

  test('are written by no method', async ({ assert }) => {
    const { owner, path } = await ownerOf()
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const answer = await owner.api(method, path)
      assert.equal(answer.status, 405)
      assert.equal(answer.headers.allow, 'GET, HEAD')
    }
  })

  test('have an address that begins where people reach us', async ({ assert }) => {
    const { owner, path } = await ownerOf()
    const { url } = (await owner.get(path.replace('/file/', '/api/v1/files/'))).data<{
      url: string
    }>()
    assert.equal(url, ORIGIN + path)
  })
})
