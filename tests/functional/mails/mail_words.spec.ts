import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { keepFile } from '#tests/helpers/files/files'
import { send } from '#tests/helpers/clients/http'
import { linkIn, mailsTo } from '#tests/helpers/people/mailbox'
import { forget } from '#tests/helpers/people/password_resets'
import { confirmAddress, createVerifiedUser } from '#tests/helpers/addresses'
import { shared } from '#tests/helpers/files/sharing'
import { createUser, OTHER_PASSWORD, PASSWORD, uniqueName } from '#tests/helpers/people/users'

const newAddress = () => `${uniqueName()}@example.org`

/** Names that look like addresses, as somebody chooses who wants to reach others by our mails. */
const evil = () => {
  const at = uniqueName('x').slice(0, 10)
  return { username: `win.${at}.example`, old: `pay.${at}.example` }
}

const HOSTILE_FILES = [
  'http:win.evil.example',
  'evil.example',
  'www.evil.example?x=.pdf',
  'Call me@evil.example now',
  'evil。example',
  `${'Buy now at evil.example '.repeat(9)}.txt`,
  'invoice.zip',
]

/** What a mail program would make a link of, other than what is ours. */
function linksIn(text: string) {
  const ours = new RegExp(`${process.env.APP_URL!.replaceAll('.', '\\.')}\\S*`, 'g')
  const addresses = /[\w-]+@[\w.-]+|(?:https?:|www\.)[\p{L}\d/]+|[\p{L}\d-]+[.\u3002][\p{L}]{2,}/giu
  const known = /\.(txt|pdf|org)$/i
  return (text.replaceAll(ours, '').match(addresses) ?? []).filter((link) => !known.test(link))
}

/** Has every kind of mail written, by somebody who chooses whatever can be chosen. */
async function writeEveryMail() {
  const { username, old } = evil()
  const [first, second, invited] = [newAddress(), newAddress(), newAddress()]
  await send('POST', '/api/v1/users', {
    json: { username: old, email: first, password: PASSWORD },
    headers: { 'User-Agent': 'evil.example/1.0' },
  })
  const { id } = await db.from('users').where('email', first).firstOrFail()
  const person = { id: Number(id), username: old, email: first, password: PASSWORD }
  const app = await signInApp(person)
  await confirmAddress(app)
  await signInApp(person, { deviceName: 'Your prize: evil.example' })
  await app.api('PATCH', '/api/v1/me', { username, displayName: 'Win at evil.example' })
  const reader = await createVerifiedUser()
  for (const name of HOSTILE_FILES) {
    const file = await keepFile(person, { name })
    await shared(app, file, { with: invited })
    await shared(app, file, { with: reader.email })
  }
  await forget(first)
  await mailsTo(first)
  const change = { currentPassword: PASSWORD, password: OTHER_PASSWORD }
  await app.api('PUT', '/api/v1/me/password', change)
  await app.api('PATCH', '/api/v1/me', { email: second, currentPassword: OTHER_PASSWORD })
  const { token } = await linkIn(second, 'verify_email')
  await app.api('PUT', '/api/v1/email-verifications', { token })
  await app.api('DELETE', '/api/v1/me', { currentPassword: OTHER_PASSWORD })
  const boxes = [first, second, invited, reader.email]
  return (await Promise.all(boxes.map(mailsTo))).flat()
}

const KINDS = [
  'account_deleted',
  'email_change_requested',
  'email_changed',
  'file_invitation',
  'file_shared',
  'new_sign_in',
  'password_changed',
  'reset_password',
  'username_changed',
  'verify_email',
]

const SUBJECTS = [
  'A file has been shared with you',
  'A new email address for your account',
  'Choose a new password',
  'Confirm your email address',
  'New sign-in to your account',
  'Your account has been deleted',
  'Your email address has been changed',
  'Your password has been changed',
  'Your username has been changed',
]

test.group('The words of others in mails', () => {
  test('are in no subject, make no link and are no letter, in any mail', async ({ assert }) => {
    const mails = await writeEveryMail()
    assert.sameMembers([...new Set(mails.map(({ kind }) => kind))], KINDS)
    assert.sameMembers([...new Set(mails.map(({ subject }) => subject))], SUBJECTS)
    for (const { kind, text } of mails) {
      assert.deepEqual(linksIn(text!), [], kind)
      assert.isBelow(Math.max(...text!.split('\n').map((line) => line.length)), 160, kind)
    }
  })

  test('leave ordinary names as they are', async ({ assert }) => {
    const app = await signInApp(await createVerifiedUser())
    for (const name of ['Notes.txt', 'Übersicht 2026.pdf', 'Lake (1).JPEG', 'a plan']) {
      const email = newAddress()
      await shared(app, await keepFile(app.person, { name }), { with: email })
      const [{ text, html }] = await mailsTo(email)
      for (const body of [text!, html!]) assert.include(body, name)
    }
  })
})

/** After a comma a sentence would go on in small letters. */
const GERMAN_LETTER = /^Guten Tag[^\n,]*!\n\n\p{Lu}/u

test('A letter in German begins its first sentence after its greeting', async ({ assert }) => {
  const app = await signInApp(await createVerifiedUser())
  await app.api('PATCH', '/api/v1/me', { language: 'de' })
  await app.api('PATCH', '/api/v1/me', { username: uniqueName() })
  await forget(app.person.email)
  const kinds = ['username_changed', 'reset_password']
  const mails = (await mailsTo(app.person.email)).filter(({ kind }) => kinds.includes(kind))
  assert.sameMembers(
    mails.map(({ kind }) => kind),
    kinds
  )
  for (const { kind, text } of mails) assert.match(text!, GERMAN_LETTER, kind)
})

test.group('Notices to an address that nobody has confirmed', () => {
  test('are ten an hour at most; once it is confirmed each is sent', async ({ assert }) => {
    const app = await signInApp(await createUser())
    const rename = () => app.api('PATCH', '/api/v1/me', { username: uniqueName() })
    for (let i = 0; i < 14; i++) await rename()
    assert.lengthOf(await mailsTo(app.person.email), 10)
    await confirmAddress(app)
    for (let i = 0; i < 3; i++) await rename()
    assert.lengthOf(await mailsTo(app.person.email), 13)
  })
})
