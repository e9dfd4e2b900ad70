import { test } from '@japa/runner'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { keepFile } from '#tests/helpers/files/files'
import { createVerifiedUser } from '#tests/helpers/addresses'
import { shared } from '#tests/helpers/files/sharing'
import { askForCodes } from '#tests/helpers/people/device_codes'
import { linkOf } from '#tests/helpers/people/handoffs'
import { linkIn, newestMail } from '#tests/helpers/people/mailbox'
import { uniqueName } from '#tests/helpers/people/users'

const IN_A_DAY = () => new Date(Date.now() + 86_400_000)

/** As a mail writes it: "28 November 2026, 18:42". */
const written = (date: Date, timeZone: string) => {
  const day = date.toLocaleDateString('en-GB', { dateStyle: 'long', timeZone })
  return `${day}, ${date.toLocaleTimeString('en-GB', { timeStyle: 'short', timeZone })}`
}

test.group('Times in mails', () => {
  test('are in the time zone that the reader has chosen, and say so', async ({ assert }) => {
    const owner = await signInApp(await createVerifiedUser())
    const reader = await createVerifiedUser()
    const app = await signInApp(reader)
    await app.api('PATCH', '/api/v1/me', { timeZone: 'Asia/Tokyo' })
    const expiresAt = IN_A_DAY()
    await shared(owner, await keepFile(owner.person), {
      with: reader.username,
      expiresAt: expiresAt.toISOString(),
    })
    const { text, html } = await newestMail(reader.email, 'file_shared')
    const told = `until ${written(expiresAt, 'Asia/Tokyo')} (Asia/Tokyo)`
    for (const body of [text!, html!]) assert.include(body.replaceAll(/\s+/g, ' '), told)
  })

  test('are in UTC where nobody knows who reads', async ({ assert }) => {
    const owner = await signInApp(await createVerifiedUser())
    await owner.api('PATCH', '/api/v1/me', { timeZone: 'Asia/Tokyo' })
    const stranger = `${uniqueName()}@example.org`
    const expiresAt = IN_A_DAY()
    await shared(owner, await keepFile(owner.person), {
      with: stranger,
      expiresAt: expiresAt.toISOString(),
    })
    const { text } = await newestMail(stranger, 'file_invitation')
    assert.include(text!.replaceAll(/\s+/g, ' '), `until ${written(expiresAt, 'UTC')} UTC`)
  })
})

test.group('Names in mails about shares', () => {
  test('are the display name, and then the username', async ({ assert }) => {
    const owner = await signInApp(await createVerifiedUser())
    const reader = await createVerifiedUser()
    await owner.api('PATCH', '/api/v1/me', { displayName: `Ada ${'Lovelace '.repeat(6)}` })
    await shared(owner, await keepFile(owner.person), { with: reader.username })
    const { text, html } = await newestMail(reader.email, 'file_shared')
    const told = `Lovelace (${owner.person.username}) has shared a file`
    for (const body of [text!, html!]) assert.include(body, told)
  })
})

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'

test.group('Names of sign-ins', () => {
  test('are told in the language of whoever reads them', async ({ assert }) => {
    const headers = { 'User-Agent': CHROME, 'Accept-Language': 'de' }
    const browser = await signInBrowser(await createVerifiedUser(), { headers })
    for (const page of ['/account/sign-ins', '/account/activity'])
      assert.include((await browser.get(page)).text, 'Chrome unter Windows', page)
    await browser.api('PATCH', '/api/v1/me', { language: 'en' })
    assert.include((await browser.get('/account/sign-ins')).text, 'Chrome on Windows')
  })

  test('are told so where a link or a code asks about one', async ({ assert }) => {
    const german = { 'Accept-Language': 'de' }
    const browser = await signInBrowser(await createVerifiedUser(), { headers: german })
    const app = await signInApp(browser.person)
    const { userCode } = await askForCodes({})
    const { path } = await linkIn(browser.person.email, 'new_sign_in')
    for (const page of [await linkOf(app), path, `/device?code=${userCode}`])
      assert.include((await browser.get(page)).text, 'Unbekanntes Gerät', page)
  })

  test('stay as they are where an app has given them', async ({ assert }) => {
    const browser = await signInBrowser(undefined, { headers: { 'Accept-Language': 'de' } })
    await signInApp(browser.person, { deviceName: 'Chrome on holiday' })
    assert.include((await browser.get('/account/sign-ins')).text, 'Chrome on holiday')
  })

  test('are told so in mails too', async ({ assert }) => {
    const person = await createVerifiedUser()
    const app = await signInApp(person)
    await app.api('PATCH', '/api/v1/me', { language: 'de', timeZone: 'Europe/Berlin' })
    await signInBrowser(person, { headers: { 'User-Agent': CHROME } })
    const { text } = await newestMail(person.email, 'new_sign_in')
    assert.include(text!, 'Chrome unter Windows')
    assert.match(text!, /\d{4}, \d\d:\d\d \(Europe\/Berlin\)/)
  })
})
