import { readFile } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { get, send } from '#tests/helpers/clients/http'
import { newestMail } from '#tests/helpers/people/mailbox'
import { startServer } from '#tests/helpers/servers/server'
import { createUser } from '#tests/helpers/people/users'

test.group('/dev/mail', () => {
  test('lists the mails of a development machine', async ({ assert }) => {
    const { email } = await createUser()
    const { id } = await newestMail(email, 'verify_email')
    const { status, text } = await get('/dev/mail')
    assert.equal(status, 200)
    assert.include(text, email)
    assert.include(text, `/dev/mail/${id}`)
  })

  test('shows one as text, and as HTML in a frame that runs nothing', async ({ assert }) => {
    const { email } = await createUser()
    const mail = await newestMail(email, 'verify_email')
    const page = await get(`/dev/mail/${mail.id}`)
    assert.include(page.text, `/dev/mail/${mail.id}/html`)
    assert.include(page.text, /gatehouse_ev_\w+/.exec(mail.text!)![0])
    assert.include(page.headers['content-security-policy']!, "frame-src 'self'")

    const framed = await get(`/dev/mail/${mail.id}/html`)
    assert.match(framed.headers['content-type']!, /^text\/html/)
    assert.include(framed.text, 'prefers-color-scheme: dark')
    assert.include(framed.headers['content-security-policy']!, 'sandbox')
    assert.notInclude(framed.headers['content-security-policy']!, 'script')
    assert.notProperty(framed.headers, 'x-frame-options')
  })

  test('is not there, nor the style guide, but for the types of their routes, where mails are sent', async ({
    assert,
  }) => {
    const { origin, stop } = await startServer({
      APP_PROFILE: 'dev-prod-db',
      STORAGE_DISK: 'local',
    })
    for (const path of ['/dev/mail', '/dev/components', '/dev/components/mails/verify_email'])
      assert.equal((await send('GET', path, { origin })).status, 404, path)
    await stop()
    const types = await readFile(app.generatedServerPath('routes.d.ts'), 'utf8')
    assert.include(types, "'dev.dev_mails.index'")
  })

  test('has nothing where there is no such mail', async ({ assert }) => {
    for (const id of ['1', 'x', '00000000-0000-4000-8000-000000000000'])
      assert.equal((await get(`/dev/mail/${id}`)).status, 404)
  })
})
