import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import OutgoingMail from '#models/outgoing_mail'
import { postJson, send } from '#tests/helpers/clients/http'
import { mailsTo } from '#tests/helpers/people/mailbox'
import { PRODUCTION, startServer } from '#tests/helpers/servers/server'
import { startSmtpServer } from '#tests/helpers/people/smtp'
import { until } from '#tests/helpers/until'
import { createUser, registration } from '#tests/helpers/people/users'

/** A mail that waits, and no other. */
async function waitingMail() {
  await db.from('outgoing_mails').where('state', 'waiting').update({ state: 'sent' })
  const { email } = await createUser()
  const read = () => OutgoingMail.findByOrFail('recipient', email)
  return { email, read }
}

/** As if its pause were over. */
const makeDue = (email: string) =>
  db
    .from('outgoing_mails')
    .where('recipient', email)
    .update({ next_attempt_at: db.raw('now()') })

/** Seconds until the next attempt, to the next half minute: some have passed since the pause began. */
async function pauseOf(email: string) {
  const row = await db
    .from('outgoing_mails')
    .where('recipient', email)
    .select(db.raw('extract(epoch from next_attempt_at - now())::float as pause'))
    .firstOrFail()
  return Math.ceil(row.pause / 30) * 30
}

test.group('The outbox', () => {
  test('holds no mail about what did not happen', async ({ assert }) => {
    const ann = await createUser()
    const other = { ...registration(), username: ann.username }
    assert.equal((await postJson('/api/v1/users', other)).status, 422)
    assert.lengthOf(await mailsTo(other.email), 0)
  })

  test('is taken from once by several at the same moment', async ({ assert }) => {
    await waitingMail()
    await createUser()
    const claimed = await Promise.all([1, 2, 3, 4].map(() => OutgoingMail.claim()))
    const ids = claimed.filter((mail) => mail !== null).map(({ id }) => id)
    assert.lengthOf(ids, 2)
    assert.lengthOf(new Set(ids), 2)
  })

  test('loses nothing in a crash, and repeats a mail under its name', async ({ assert }) => {
    const { email } = await waitingMail()
    const first = await OutgoingMail.claim()
    assert.isNull(await OutgoingMail.claim(), 'whoever has it has time to send it')
    assert.equal(await pauseOf(email), 5 * 60)

    await makeDue(email)
    const second = await OutgoingMail.claim()
    assert.equal(second!.messageId, first!.messageId)
    assert.match(first!.messageId, /^<[0-9a-f-]{36}@localhost>$/)

    await first!.postpone(new Error('too late'))
    assert.equal((await OutgoingMail.findOrFail(first!.id)).lastError, null)
  })

  test('waits longer after each failure', async ({ assert }) => {
    const { email, read } = await waitingMail()
    const pauses: number[] = []
    for (let attempts = 1; attempts <= 10; attempts++) {
      await makeDue(email)
      const mail = await OutgoingMail.claim()
      await mail!.postpone(new Error('connect ECONNREFUSED'))
      pauses.push(await pauseOf(email))
    }
    assert.deepEqual(pauses, [30, 60, 120, 240, 480, 960, 1920, 3840, 7200, 7200])
    const { state, attempts, lastError } = await read()
    assert.deepEqual([state, attempts, lastError], ['waiting', 10, 'connect ECONNREFUSED'])
  })

  test('gives up after a day, for all to see', async ({ assert }) => {
    const { email, read } = await waitingMail()
    await db
      .from('outgoing_mails')
      .where('recipient', email)
      .update({ created_at: db.raw(`now() - interval '24 hours 1 second'`) })
    await (await OutgoingMail.claim())!.postpone(new Error('connect ETIMEDOUT'))
    const { state, lastError } = await read()
    assert.deepEqual([state, lastError], ['given_up', 'connect ETIMEDOUT'])
    assert.isNull(await OutgoingMail.claim())
  })

  test('keeps no secret in an error', async ({ assert }) => {
    const { email, read } = await waitingMail()
    const secret = /gatehouse_ev_\w+/.exec((await read()).text!)![0]
    await (await OutgoingMail.claim())!.postpone(new Error(`552 I do not like ${secret} at all`))
    const { lastError } = await read()
    assert.equal(lastError, '552 I do not like gatehouse_ev_[masked] at all')
    assert.isAbove(await pauseOf(email), 0)
  })
})

test.group('The mail worker', () => {
  test('sends every mail once, from two servers, and forgets its text', async ({
    assert,
    cleanup,
  }) => {
    await waitingMail().then(({ email }) =>
      db.from('outgoing_mails').where('recipient', email).delete()
    )
    const smtp = await startSmtpServer()
    cleanup(() => smtp.stop())
    const settings = { ...PRODUCTION, SMTP_URL: `smtp://127.0.0.1:${smtp.port}` }
    const servers = await Promise.all([startServer(settings), startServer(settings)])
    cleanup(async () => {
      await Promise.all(servers.map((server) => server.stop()))
    })

    const people = await Promise.all(Array.from({ length: 6 }, () => createUser()))
    const rows = () =>
      OutgoingMail.query().whereIn(
        'recipient',
        people.map(({ email }) => email)
      )
    await until('all are sent', async () => (await rows()).every(({ state }) => state === 'sent'))

    for (const { id, html, text, subject, sentAt } of await rows()) {
      const messageId = `Message-ID: <${id}@gatehouse.example>`
      const copies = smtp.received.filter((mail) => mail.includes(messageId))
      assert.lengthOf(copies, 1)
      assert.include(copies[0], 'From: Gatehouse <post@gatehouse.example>')
      assert.include(copies[0], 'Content-Type: text/html')
      assert.include(copies[0], 'Content-Type: text/plain')
      assert.deepEqual([html, text], [null, null])
      assert.equal(subject, 'Confirm your email address')
      assert.isNotNull(sentAt)
    }
    for (const path of ['/dev/mail', '/dev/components'])
      assert.equal((await send('GET', path, { origin: servers[0].origin })).status, 404, path)
  })

  test('changes no answer where the mail server is down', async ({ assert, cleanup }) => {
    await waitingMail().then(({ email }) =>
      db.from('outgoing_mails').where('recipient', email).delete()
    )
    const server = await startServer({ ...PRODUCTION, SMTP_URL: 'smtp://127.0.0.1:9' })
    cleanup(() => server.stop())
    const json = registration()
    const answer = await send('POST', '/api/v1/users', { json, origin: server.origin })
    assert.equal(answer.status, 201)

    const read = () => OutgoingMail.findByOrFail('recipient', json.email)
    await until('it has been tried', async () => (await read()).lastError !== null)
    const { state, attempts, lastError, text } = await read()
    assert.deepEqual([state, attempts], ['waiting', 1])
    assert.include(lastError!, 'ECONNREFUSED')
    assert.include(text!, 'https://gatehouse.example/verify-email/gatehouse_ev_')
  })

  test('gives up at once where the server knows no such recipient', async ({ assert, cleanup }) => {
    await waitingMail().then(({ email }) =>
      db.from('outgoing_mails').where('recipient', email).delete()
    )
    const smtp = await startSmtpServer({ recipientAnswer: '550 no such user' })
    cleanup(() => smtp.stop())
    const SMTP_URL = `smtp://127.0.0.1:${smtp.port}`
    const server = await startServer({ ...PRODUCTION, SMTP_URL, LOG_LEVEL: 'silent' })
    cleanup(() => server.stop())
    const { email } = await createUser()
    const read = () => OutgoingMail.findByOrFail('recipient', email)
    await until('it is given up', async () => (await read()).state === 'given_up')
    const { lastError, text } = await read()
    assert.include(lastError!, '550 no such user')
    assert.isNull(text)
  })
})
