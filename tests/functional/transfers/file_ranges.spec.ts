import { createHash } from 'node:crypto'
import { test } from '@japa/runner'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { keepFile } from '#tests/helpers/files/files'

const DIGITS = '0123456789'
const ETAG = `"${createHash('sha256').update(DIGITS).digest('hex')}"`

async function ownerOfDigits() {
  const owner = await signInApp()
  const { path, createdAt } = await keepFile(owner.person, { bytes: DIGITS })
  return { owner, path, lastModified: createdAt.toHTTP()! }
}

test.group('A range of bytes', () => {
  test('{range} is {text}')
    .with([
      { range: 'bytes=0-0', text: '0', contentRange: '0-0' },
      { range: 'bytes=2-5', text: '2345', contentRange: '2-5' },
      { range: 'bytes=7-', text: '789', contentRange: '7-9' },
      { range: 'bytes=-3', text: '789', contentRange: '7-9' },
      { range: 'bytes=0-', text: DIGITS, contentRange: '0-9' },
      { range: 'bytes=-99', text: DIGITS, contentRange: '0-9' },
      { range: 'bytes=9-99999999999999999999', text: '9', contentRange: '9-9' },
      { range: 'BYTES=1-2', text: '12', contentRange: '1-2' },
    ])
    .run(async ({ assert }, { range, text, contentRange }) => {
      const { owner, path } = await ownerOfDigits()
      const answer = await owner.get(path, { Range: range })
      assert.equal(answer.status, 206)
      assert.equal(answer.text, text)
      assert.deepInclude(answer.headers, {
        'content-range': `bytes ${contentRange}/10`,
        'content-length': String(text.length),
        'etag': ETAG,
      })
    })

  test('{$self} is none, and the whole is sent')
    .with([
      'bytes=0-1,3-4',
      'bytes=5-2',
      'bytes=',
      'bytes=-',
      'bytes=a-b',
      'bytes=1.5-2',
      'bytes=--1',
      'lines=0-1',
      '0-1',
      `bytes=${'0-0,'.repeat(20)}0-0`,
    ])
    .run(async ({ assert }, range) => {
      const { owner, path } = await ownerOfDigits()
      const answer = await owner.get(path, { Range: range })
      assert.equal(answer.status, 200)
      assert.equal(answer.text, DIGITS)
      assert.isUndefined(answer.headers['content-range'])
    })

  test('{$self} is not there')
    .with(['bytes=10-', 'bytes=10-20', 'bytes=99999999999999999999-', 'bytes=-0'])
    .run(async ({ assert }, range) => {
      const { owner, path } = await ownerOfDigits()
      const answer = await owner.get(path, { Range: range })
      assert.equal(answer.status, 416)
      assert.equal(answer.problem.code, 'range_not_satisfiable')
      assert.equal(answer.headers['content-range'], 'bytes */10')
      assert.match(answer.headers['content-type']!, /^application\/problem\+json/)
      assert.isUndefined(answer.headers['content-disposition'])
    })

  test('counts for nothing with HEAD', async ({ assert }) => {
    const { owner, path } = await ownerOfDigits()
    const answer = await owner.send('HEAD', path, { headers: { Range: 'bytes=2-5' } })
    assert.equal(answer.status, 200)
    assert.equal(answer.headers['content-length'], '10')
  })

  test('goes on with the same version only', async ({ assert }) => {
    const { owner, path, lastModified } = await ownerOfDigits()
    const answered = (ifRange: string) =>
      owner.get(path, { 'Range': 'bytes=5-', 'If-Range': ifRange })

    for (const same of [ETAG, lastModified]) {
      const answer = await answered(same)
      assert.deepEqual([answer.status, answer.text], [206, '56789'])
    }
    const earlier = new Date(Date.parse(lastModified) - 1_000).toUTCString()
    for (const other of ['"other"', `W/${ETAG}`, earlier, 'yesterday']) {
      const answer = await answered(other)
      assert.deepEqual([answer.status, answer.text], [200, DIGITS])
    }
  })

  test('is not asked for by a client that has it all', async ({ assert }) => {
    const { owner, path } = await ownerOfDigits()
    const answer = await owner.get(path, { 'Range': 'bytes=99-', 'If-None-Match': ETAG })
    assert.equal(answer.status, 304)
  })
})
