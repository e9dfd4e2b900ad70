import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { send } from '#tests/helpers/clients/http'
import { DatabaseProxy } from '#tests/helpers/database/database_proxy'
import { refuseInserts } from '#tests/helpers/database/failed_commits'
import { startSmtpServer } from '#tests/helpers/people/smtp'
import { registration } from '#tests/helpers/people/users'
import {
  logLinesOf,
  PRODUCTION,
  type SpawnedServer,
  startServer,
} from '#tests/helpers/servers/server'
import { until } from '#tests/helpers/until'

/** Of a row, as PostgreSQL quotes it. */
const CONTENTS = 'Failing row contains (7, typed-by-somebody, ada@example.org, $argon2id$v=19'
const UNREADABLE = 'invalid input syntax for type integer'
const TYPED = 'typed-by-somebody'
const QUOTED = `${UNREADABLE}: "${TYPED}"`

test.group('What production logs of a fault', (group) => {
  const proxy = new DatabaseProxy()
  let server: SpawnedServer
  group.setup(async () => {
    await proxy.open()
    const smtp = await startSmtpServer({
      recipientAnswer:
        '451 4.7.1 <typed-by-somebody@example.org> greylisted - try again later h7si123 - gsmtp',
    })
    server = await startServer({
      ...PRODUCTION,
      LOG_LEVEL: 'info',
      DATABASE_URL: proxy.url,
      SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
    })
    return () => server.stop()
  })

  const signUp = () =>
    send('POST', '/api/v1/users', { json: registration(), origin: server.origin })

  /** The line that the work brings, and nothing of the contents is in anything logged meanwhile. */
  async function lineOf(said: RegExp, work: () => Promise<unknown>) {
    const before = server.log().length
    await work()
    const found = () => logLinesOf(server.log().slice(before)).find(({ msg }) => said.test(msg))
    await until(`${said} is logged`, () => found() !== undefined)
    return { ...found()!, text: server.log().slice(before) }
  }

  test('{code}: a defect has its stack, and nothing of what is in the database, as {what}')
    .with([
      { what: 'a row', code: '23514', message: 'new row violates check constraint "any"' },
      { what: 'a row', code: '23502', message: 'null value violates not-null constraint' },
      { what: 'a value', code: '22P02', message: QUOTED },
      { what: 'a value with a quote', code: '22P02', message: `${UNREADABLE}: "7"${TYPED}"` },
      { what: 'a value of several lines', code: '22P02', message: `${UNREADABLE}: "7\n${TYPED}"` },
      {
        what: 'a value like a stack',
        code: '22P02',
        message: `${UNREADABLE}: "\n    at ${TYPED}"`,
      },
      { what: 'a value with dashes', code: '22P02', message: `${UNREADABLE}: "7 - ${TYPED} - 8"` },
      { what: 'a value in French', code: '22P02', message: `syntaxe en entrée: « ${TYPED} »` },
      { what: 'a search', code: '42601', message: `syntax error in tsquery: "${TYPED} &"` },
      { what: 'what nobody expects', code: 'XX000', message: `unexpected: "${TYPED}"` },
    ])
    .run(async ({ assert, cleanup }, refusal) => {
      cleanup(await refuseInserts('users', { ...refusal, detail: CONTENTS }))
      const { err, text } = await lineOf(/^POST \/api\/v1\/users failed$/, async () =>
        assert.equal((await signUp()).status, 500)
      )
      assert.equal(err!.code, refusal.code)
      assert.match(err!.stack!, /\n {4}at .*\.[jt]s:\d/)
      assert.match(err!.message, /^insert into "users" /)
      assert.include(err!.message, ` - ${refusal.message.split(':')[0]}`)
      assert.notMatch(text, /typed-by-somebody|ada@example|argon2id/)
    })

  test('{code}: where the database is at fault, a sentence says why, without a stack')
    .with([
      { code: '53100', message: 'could not extend file: No space left on device' },
      { code: '25006', message: 'cannot execute INSERT in a read-only transaction' },
      { code: '57014', message: 'canceling statement due to statement timeout' },
      { code: '58030', message: 'could not read file "base/1" - it is gone' },
    ])
    .run(async ({ assert, cleanup }, refusal) => {
      cleanup(await refuseInserts('users', { ...refusal, detail: CONTENTS }))
      const { err, text } = await lineOf(/^POST \/api\/v1\/users failed$/, async () =>
        assert.equal((await signUp()).status, 503)
      )
      assert.deepInclude(err!, { code: refusal.code, message: refusal.message })
      assert.notProperty(err!, 'stack')
      assert.notMatch(text, /insert into|typed-by-somebody/)
    })

  test('a trigger of somebody else that refuses is quoted up to the value', async ({
    assert,
    cleanup,
  }) => {
    cleanup(await refuseInserts('users', { code: 'P0001', message: 'no "typed-by-somebody" here' }))
    const { err, text } = await lineOf(/^POST \/api\/v1\/users failed$/, signUp)
    assert.equal(err!.message, 'no "…"')
    assert.notInclude(text, 'typed-by-somebody')
  })

  test('a mail server that refuses is quoted, without the address', async ({ assert }) => {
    const { err, text } = await lineOf(/^could not send an email yet$/, signUp)
    assert.include(err!.message, "Can't send mail - all recipients were rejected")
    assert.include(err!.message, '451 4.7.1 <…@example.org> greylisted - try again later')
    assert.match(err!.message, / - gsmtp$/)
    assert.notProperty(err!, 'stack')
    assert.notInclude(text, 'typed-by-somebody')
  })

  test('connections that break have a line a second, however many they are', async ({ assert }) => {
    const { pair } = await signInApp()
    const headers = { Authorization: `Bearer ${pair.accessToken}` }
    const list = () => send('GET', '/api/v1/files', { headers, origin: server.origin })
    const before = server.log().length
    const startedAt = performance.now()
    for (let round = 0; round < 6; round++) {
      await proxy.cut()
      await Promise.all(Array.from({ length: 8 }, list))
      await proxy.open()
      await Promise.all(Array.from({ length: 8 }, list))
    }
    await wait(1_100)
    const seconds = (performance.now() - startedAt) / 1_000
    const lines = logLinesOf(server.log().slice(before)).filter(({ err }) => !err)
    const replaced = lines.filter(({ msg }) => msg === 'a connection to the database is replaced')
    assert.isAtLeast(replaced.length, 1)
    assert.isAtMost(replaced.length, Math.ceil(seconds) + 1)
    assert.isTrue(replaced.every(({ because }) => because))
    assert.isEmpty(lines.filter(({ msg }) => /connection error/i.test(msg)))
  })
})
