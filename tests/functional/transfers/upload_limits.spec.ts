import { test } from '@japa/runner'
import { fileLimits } from '#config/service/files'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { keepFile } from '#tests/helpers/files/files'
import { httpBytes, pour, sendBytes, statusOf } from '#tests/helpers/clients/raw'
import { fileRowsOf, watchIncoming } from '#tests/helpers/storage/stored_files'
import { suspend } from '#tests/helpers/people/users'
import { change } from '#tests/helpers/settings'
import { file, form, MULTIPART, noise, upload, uploadHead } from '#tests/helpers/transfers/uploads'

const MEGABYTE = 1024 * 1024

test.group('The quota', (group) => {
  group.each.setup(() => change(fileLimits, { quota: 100_000 }))

  test('may be filled to the last byte, and not beyond', async ({ assert }) => {
    const [app, arrived] = [await signInApp(), await watchIncoming()]
    assert.equal((await upload(app, { contents: noise(99_990) })).status, 201)
    const tooMuch = await upload(app, { contents: noise(11) })
    assert.equal(tooMuch.status, 413)
    assert.equal(tooMuch.problem.code, 'payload_too_large')
    assert.match(tooMuch.problem.detail, /quota/)
    assert.equal((await upload(app, { contents: noise(10) })).status, 201)
    assert.isEmpty(await arrived())
  })

  test('holds under 20 parallel uploads', async ({ assert }) => {
    const [app, arrived] = [await signInApp(), await watchIncoming()]
    const contents = noise(30_000)
    const answers = await Promise.all(Array.from({ length: 20 }, () => upload(app, { contents })))
    const statuses = answers.map(({ status }) => status).sort()
    assert.deepEqual(statuses, [201, 201, 201, ...Array<number>(17).fill(413)])
    assert.lengthOf(await fileRowsOf(app.person), 3)
    assert.isEmpty(await arrived())
  })

  test('is one for each person', async ({ assert }) => {
    for (const app of [await signInApp(), await signInApp()])
      assert.equal((await upload(app, { contents: noise(99_000) })).status, 201)
  })
})

test.group('The number of files', (group) => {
  group.each.setup(() => change(fileLimits, { mostFiles: 3 }))

  test('holds under 20 parallel uploads, also of nothing', async ({ assert }) => {
    const [app, arrived] = [await signInApp(), await watchIncoming()]
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => upload(app, { contents: '' }))
    )
    const statuses = answers.map(({ status }) => status).sort()
    assert.deepEqual(statuses, [201, 201, 201, ...Array<number>(17).fill(413)])
    assert.lengthOf(await fileRowsOf(app.person), 3)
    assert.isEmpty(await arrived())
  })

  test('is told of in words of its own, before the body is read', async ({ assert }) => {
    const app = await signInApp()
    for (let count = 0; count < 3; count++) await keepFile(app.person)
    const expecting: [string, string][] = [
      ['Content-Length', '5000'],
      ['Expect', '100-continue'],
    ]
    const answer = await sendBytes(uploadHead(app, expecting))
    assert.equal(statusOf(answer), 413)
    assert.include(answer, '"code":"payload_too_large"')
    assert.include(answer, 'You can have up to 3 files')
    assert.notInclude(answer, '100 Continue')
  })

  test('counts what lies in the bin, until it is gone for good', async ({ assert }) => {
    const app = await signInApp()
    const [first] = [await keepFile(app.person), await keepFile(app.person)]
    assert.equal((await upload(app)).status, 201)
    await app.api('DELETE', `/api/v1/files/${first.id}`)
    assert.equal((await upload(app)).status, 413)
    await app.api('DELETE', `/api/v1/bin/${first.id}`)
    assert.equal((await upload(app)).status, 201)
  })

  test('does not stand in the way of an upload that is tried again', async ({ assert }) => {
    const app = await signInApp()
    const headers = { 'Idempotency-Key': 'once' }
    assert.equal((await upload(app, { headers })).status, 201)
    for (let count = 0; count < 2; count++) await keepFile(app.person)
    assert.equal((await upload(app, { headers })).status, 201)
  })
})

test.group('An upload that is too large', (group) => {
  group.each.setup(() => change(fileLimits, { largest: 1_000_000 }))

  test('is refused by its length, before anything of it is sent', async ({ assert }) => {
    const app = await signInApp()
    const answer = await sendBytes(uploadHead(app, [['Content-Length', '2000000']]))
    assert.equal(statusOf(answer), 413)
    assert.match(answer, /Files can be up to /)
  })

  test('is refused on the way where it names no length', async ({ assert }) => {
    const [app, arrived] = [await signInApp(), await watchIncoming()]
    const start = form(file('a')).subarray(0, -15)
    const chunk = (bytes: Buffer) =>
      Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])
    const head = Buffer.concat([uploadHead(app, [['Transfer-Encoding', 'chunked']]), chunk(start)])
    const { answer, sent } = await pour(head, chunk(noise(4_096)))
    assert.equal(statusOf(answer), 413)
    assert.isBelow(sent, 20 * MEGABYTE)
    assert.isEmpty(await arrived())
  })

  test('of exactly the largest size is taken', async ({ assert }) => {
    const answer = await upload(await signInApp(), { contents: noise(1_000_000) })
    assert.equal(answer.status, 201)
  })
})

test.group('Whoever may not upload', () => {
  test('is told so without being asked for the body', async ({ assert }) => {
    const app = await signInApp()
    await suspend(app.person)
    const expecting = [
      ['Content-Length', '5000000'],
      ['Expect', '100-continue'],
    ] as [string, string][]
    const answer = await sendBytes(uploadHead(app, expecting))
    assert.equal(statusOf(answer), 403)
    assert.notInclude(answer, '100 Continue')
  })

  test('hears the answer although it still sends', async ({ assert }) => {
    const head = httpBytes('POST /api/v1/files', [
      ['Content-Type', MULTIPART['Content-Type']],
      ['Content-Length', String(1_000 * MEGABYTE)],
    ])
    const { answer, sent } = await pour(head, Buffer.alloc(MEGABYTE))
    assert.equal(statusOf(answer), 401)
    assert.isBelow(sent, 100 * MEGABYTE)
  })

  test('has no second request taken on the same connection', async ({ assert }) => {
    const start = 'POST /api/v1/files HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n'
    const hidden = 'GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n'
    const body = 'x'.repeat(MEGABYTE)
    const answer = await sendBytes(`${start}Content-Length: ${MEGABYTE}\r\n\r\n${body}${hidden}`)
    assert.lengthOf(answer.match(/HTTP\/1\.1 /g)!, 1)
    assert.equal(statusOf(answer), 415)
  })
})
