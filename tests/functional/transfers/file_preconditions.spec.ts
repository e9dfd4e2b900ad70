import { createHash } from 'node:crypto'
import { test } from '@japa/runner'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { keepFile } from '#tests/helpers/files/files'

const BYTES = 'Some notes.\n'
const ETAG = `"${createHash('sha256').update(BYTES).digest('hex')}"`
const HOUR = 60 * 60 * 1000

async function keptFile() {
  const owner = await signInApp()
  const { path, createdAt } = await keepFile(owner.person, { bytes: BYTES })
  return { owner, path, lastModified: createdAt.toHTTP()! }
}

test.group('A client that has the bytes already', () => {
  test('is told so: {$self}')
    .with<Record<string, (lastModified: string) => string>[]>([
      { 'If-None-Match': () => ETAG },
      { 'If-None-Match': () => `W/${ETAG}` },
      { 'If-None-Match': () => `"other", ${ETAG}` },
      { 'If-None-Match': () => '*' },
      { 'If-Modified-Since': (lastModified) => lastModified },
    ])
    .run(async ({ assert }, header) => {
      const { owner, path, lastModified } = await keptFile()
      const [[name, value]] = Object.entries(header)
      for (const method of ['GET', 'HEAD']) {
        const answer = await owner.send(method, path, { headers: { [name]: value(lastModified) } })
        assert.equal(answer.status, 304)
        assert.equal(answer.text, '')
        assert.equal(answer.headers.etag, ETAG)
      }
    })

  test('is sent them where it has others', async ({ assert }) => {
    const { owner, path, lastModified } = await keptFile()
    const before = new Date(Date.parse(lastModified) - HOUR).toUTCString()
    for (const headers of [
      { 'If-None-Match': '"other"' },
      { 'If-None-Match': '"other"', 'If-Modified-Since': lastModified },
      { 'If-None-Match': ETAG.slice(1, -1) },
      { 'If-Modified-Since': before },
      { 'If-Modified-Since': 'yesterday' },
      { 'If-Match': `"other", ${ETAG}` },
      { 'If-Match': '*' },
      { 'If-Unmodified-Since': lastModified },
    ])
      assert.equal((await owner.get(path, headers)).status, 200, JSON.stringify(headers))
  })

  test('is refused where it asks for another version', async ({ assert }) => {
    const { owner, path, lastModified } = await keptFile()
    const before = new Date(Date.parse(lastModified) - HOUR).toUTCString()
    for (const headers of [
      { 'If-Match': '"other"' },
      { 'If-Match': `W/${ETAG}` },
      { 'If-Unmodified-Since': before },
    ]) {
      const answer = await owner.get(path, headers)
      assert.equal(answer.status, 412)
      assert.equal(answer.problem.code, 'precondition_failed')
    }
  })
})
