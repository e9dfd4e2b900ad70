import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { type Browser, signInBrowser } from '#tests/helpers/clients/sign_in'
import { formsIn } from '#tests/helpers/clients/page_forms'
import { get, ORIGIN } from '#tests/helpers/clients/http'
import { setLimits } from '#tests/helpers/people/limits'
import { ageConfirmation } from '#tests/helpers/time'
import { type Person, PASSWORD } from '#tests/helpers/people/users'
import {
  answerCode,
  askForCodes,
  approve,
  approved,
  codeOf,
  letPass,
  poll,
} from '#tests/helpers/people/device_codes'

/** A browser that is asked for its password before it approves, and what that page sends. */
async function askedToConfirm() {
  const [browser, codes] = [await signInBrowser(), await askForCodes()]
  await ageConfirmation(browser.person.id, 16)
  const { location: page } = (await approve(browser, codes)).headers
  const { fields } = formsIn((await browser.get(page!)).text)[0]
  const confirm = (currentPassword: string) =>
    browser.submit(page!, { ...fields, currentPassword }, '/device?_method=PUT')
  return { browser, codes, confirm, page: page! }
}

test.group('Somebody who types a code', () => {
  test('sees what asks, from where, and a warning', async ({ assert }) => {
    const browser = await signInBrowser()
    const { userCode } = await askForCodes({ deviceName: 'Living room' })
    const { status, text } = await browser.get(`/device?code=${userCode}`)
    assert.equal(status, 200)
    for (const words of ['Living room', userCode, 'the network you are in', 'refuse'])
      assert.include(text, words)
  })

  test('is signed in first', async ({ assert }) => {
    const { userCode } = await askForCodes()
    const { status, headers } = await get(`/device?code=${userCode}`)
    assert.equal(status, 302)
    assert.equal(headers.location, `/login?next=${encodeURIComponent(`/device?code=${userCode}`)}`)
  })

  test('may type it in small letters, with blanks or without the dash', async ({ assert }) => {
    const browser = await signInBrowser()
    const { userCode } = await askForCodes({ deviceName: 'Kitchen' })
    for (const typed of [
      userCode.toLowerCase(),
      userCode.replace('-', ''),
      ` ${userCode.replace('-', ' ')} `,
    ]) {
      const { text } = await browser.get(`/device?code=${encodeURIComponent(typed)}`)
      assert.include(text, 'Kitchen', typed)
      assert.match(text, new RegExp(`<dd[^>]*>\\s*${userCode}\\s*</dd>`), 'as the app shows it')
    }
  })

  test('is told where nothing waits under that code: {$self}')
    .with(['BCDF-GHJK', 'x', 'AEIO-UAEI', '%00'])
    .run(async ({ assert }, typed) => {
      const browser = await signInBrowser()
      const { status, text } = await browser.get(`/device?code=${typed}`)
      assert.include([404, 422], status)
      if (status === 404) assert.include(text, 'No app is waiting with that code.')
    })

  test('confirms that it is them before they approve', async ({ assert }) => {
    const browser = await signInBrowser()
    const codes = await askForCodes()
    await ageConfirmation(browser.person.id, 16)
    const asked = await approve(browser, codes)
    assert.equal(asked.status, 303)
    assert.match(asked.headers.location!, /^\/confirm\?next=%2Fdevice%3Fcode%3D/)
    assert.deepEqual(await codeOf(poll(codes)), [400, 'authorization_pending'])
  })

  test('presses once: the password approves, however often it was mistyped', async ({ assert }) => {
    const { codes, confirm, page } = await askedToConfirm()
    assert.equal((await confirm('not the password')).headers.location, page)
    assert.equal((await confirm(PASSWORD)).headers.location, '/account/sign-ins')
    assert.equal((await poll(codes)).status, 201)
  })

  test('approves nothing by the password once somebody else has, or the time is over', async ({
    assert,
  }) => {
    const [late, slow] = [await askedToConfirm(), await askedToConfirm()]
    await answerCode(await signInBrowser(), 'DELETE', late.codes.userCode)
    await letPass(601)
    for (const { browser, codes, confirm } of [late, slow]) {
      const { location } = (await confirm(PASSWORD)).headers
      assert.equal(location, `/device?code=${codes.userCode}`)
      assert.include((await browser.get(location!)).text, 'No app is waiting with that code.')
    }
    assert.deepEqual(await codeOf(poll(late.codes)), [400, 'expired_token'])
  })

  test('leaves the code nowhere in the clear meanwhile', async ({ assert }) => {
    const { browser, codes } = await askedToConfirm()
    const sessions = await db
      .from('sessions')
      .join('sign_ins', 'sign_ins.id', 'sessions.sign_in_id')
      .where('user_id', browser.person.id)
      .select('data')
    assert.include(JSON.stringify(sessions), 'held-form')
    assert.notInclude(JSON.stringify(sessions), codes.userCode)
  })

  test('has one place with the focus: what was done, or else the field', async ({ assert }) => {
    const browser = await signInBrowser()
    await answerCode(browser, 'DELETE', (await askForCodes()).userCode)
    for (const focused of [/<div[^>]* autofocus/g, /<input[^>]* autofocus/g]) {
      const { text } = await browser.get('/device')
      assert.lengthOf(text.match(/ autofocus/g)!, 1)
      assert.lengthOf(text.match(focused)!, 1)
    }
  })

  test('answers once: the first answer counts', async ({ assert }) => {
    const { browser, codes } = await approved()
    const again = await signInBrowser()
    await again.get('/device')
    const page = await again.get(`/device?code=${codes.userCode}`)
    assert.equal(page.status, 404)
    const csrf = await browser.csrfToken('/account')
    const form = { _csrf: csrf, code: codes.userCode }
    const headers = { 'Origin': ORIGIN, 'Sec-Fetch-Site': 'same-origin' }
    await browser.send('POST', '/device?_method=DELETE', { form, headers })
    assert.equal((await poll(codes)).status, 201)
  })

  test('has ten wrong codes an hour, and the right one is refused then too', async ({
    assert,
    cleanup,
  }) => {
    cleanup(await setLimits({ deviceCodeGuesses: 2 }))
    const browser = await signInBrowser()
    const codes = await askForCodes()
    const look = (code: string) => browser.get(`/device?code=${code}`)
    for (let tries = 0; tries < 2; tries++) assert.equal((await look('BCDF-GHJK')).status, 404)
    assert.equal((await look(codes.userCode)).status, 429)
    const other: Browser & { person: Person } = await signInBrowser()
    assert.equal((await other.get(`/device?code=${codes.userCode}`)).status, 200)
  })
})
