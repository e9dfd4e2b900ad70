import { createHash } from 'node:crypto'
import { test } from '@japa/runner'
import { CREDENTIALS, signInApp, signInBy, signInBrowser } from '#tests/helpers/clients/sign_in'
import { ORIGIN } from '#tests/helpers/clients/http'
import type { FileBody } from '#tests/helpers/files/files'
import { field, file, form, MULTIPART, noise, upload } from '#tests/helpers/transfers/uploads'

test.group('An upload', () => {
  test('by {$self} is answered with the file')
    .with(CREDENTIALS)
    .run(async ({ assert }, credential) => {
      const client = await signInBy(credential)
      const answer = await upload(client, { name: 'Grüße 🎈.txt', contents: 'Hello' })
      assert.equal(answer.status, 201, answer.text)
      const body = answer.data<FileBody>()
      assert.containSubset(body, {
        name: 'Grüße 🎈.txt',
        size: 5,
        mediaType: 'text/plain',
        sha256: createHash('sha256').update('Hello').digest('hex'),
        role: 'owner',
        owner: { username: client.person.username },
        url: `${ORIGIN}/file/${body.id}`,
        deletedAt: null,
      })
    })

  test('by cookie without the CSRF token is refused', async ({ assert }) => {
    const browser = await signInBrowser()
    const answer = await upload(browser, { headers: { 'X-CSRF-TOKEN': 'wrong' } })
    assert.equal(answer.status, 403)
    assert.equal(answer.problem.code, 'csrf_failed')
  })

  test('by cookie may bring the CSRF token as a field of its form', async ({ assert }) => {
    const browser = await signInBrowser()
    const token = await browser.csrfToken('/account')
    const headers = { ...MULTIPART, 'Origin': ORIGIN, 'Sec-Fetch-Site': 'same-origin' }
    const body = form(field('_csrf', token), file('notes.txt'))
    const answer = await browser.send('POST', '/api/v1/files', { body, headers })
    assert.equal(answer.status, 201, answer.text)
  })

  test('of many chunks arrives whole', async ({ assert }) => {
    const contents = noise(3_000_001)
    const answer = await upload(await signInApp(), { contents })
    assert.equal(answer.status, 201)
    assert.equal(answer.data<FileBody>().size, contents.length)
    assert.equal(
      answer.data<FileBody>().sha256,
      createHash('sha256').update(contents).digest('hex')
    )
  })

  test('may be empty', async ({ assert }) => {
    const answer = await upload(await signInApp(), { contents: '' })
    assert.equal(answer.status, 201)
    assert.containSubset(answer.data(), { size: 0, mediaType: 'text/plain' })
  })
})
