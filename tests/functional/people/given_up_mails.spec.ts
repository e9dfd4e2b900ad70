import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { type Answer } from '#tests/helpers/clients/http'
import { type App, type Browser, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { atOnce } from '#tests/helpers/database/transactions'
import { kindsOfMailsTo } from '#tests/helpers/people/mailbox'
import { createSuperUser, uncrown } from '#tests/helpers/people/super_user'
import { createUser, type Person } from '#tests/helpers/people/users'
import { run } from '#tests/helpers/servers/commands'

const KINDS = ['verify_email', 'reset_password', 'account_invitation']

/** The mail that somebody was sent when they signed up, as if it were of this kind and could not be sent. */
async function giveUp({ email }: Person, kind: string) {
  const given = { kind, state: 'given_up', html: null, text: null }
  const [row] = await db
    .from('outgoing_mails')
    .where({ recipient: email })
    .update(given)
    .returning('id')
  return String(row.id)
}

test.group('A mail that was given up', (group) => {
  let admin: App
  let browsers: Browser[]
  group.setup(async () => {
    const person = await createSuperUser()
    admin = await signInApp(person)
    browsers = [await signInBrowser(person), await signInBrowser(person)]
    return uncrown
  })

  const again = (id: string) => () => admin.api('PUT', `/api/v1/admin/mails/${id}`)
  const said = ({ status, text }: Answer) => (status === 409 ? JSON.parse(text).detail : status)
  const ONCE = 'That email has just been written again. Once is enough.'

  test('is written again once, and who comes second is told: {$self}')
    .with(KINDS)
    .run(async ({ assert }, kind) => {
      const person = await createUser()
      const id = await giveUp(person, kind)
      const answers = await atOnce(person, [again(id), again(id), again(id)])
      assert.sameMembers(answers.map(said), [202, ONCE, ONCE])
      assert.deepEqual(await kindsOfMailsTo(person.email), [kind])
    })

  test('is written again once by two presses, in two browsers', async ({ assert }) => {
    const person = await createUser()
    const id = await giveUp(person, 'verify_email')
    const action = `/admin/mails/${id}?_method=PUT`
    const presses = browsers.map((browser) => () => browser.submit('/admin', {}, action))
    const answers = await atOnce(person, presses)
    assert.deepEqual(
      answers.map(({ status, headers }) => [status, headers.location]),
      [
        [303, '/admin'],
        [303, '/admin'],
      ]
    )
    const pages = await Promise.all(browsers.map((browser) => browser.get('/admin')))
    assert.lengthOf(
      pages.filter(({ text }) => text.includes(ONCE)),
      1
    )
    assert.deepEqual(await kindsOfMailsTo(person.email), ['verify_email'])
  })

  test('is written again once by a request and a command', async ({ assert }) => {
    const person = await createUser()
    const id = await giveUp(person, 'verify_email')
    const [answer, { errors }] = (await atOnce<unknown>(person, [
      again(id),
      () => run('mail:retry', id),
    ])) as [Answer, Awaited<ReturnType<typeof run>>]
    const isSecond = errors.length > 0
    assert.equal(said(answer), isSecond ? 202 : ONCE)
    if (isSecond) assert.deepEqual(errors, [`[ error ] ${ONCE}`])
    assert.deepEqual(await kindsOfMailsTo(person.email), ['verify_email'])
  })
})
