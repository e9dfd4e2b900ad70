import { test } from '@japa/runner'
import {
  Browser,
  CREDENTIALS,
  signInApp,
  signInBrowser,
  signInBy,
} from '#tests/helpers/clients/sign_in'
import { get, send } from '#tests/helpers/clients/http'
import { newestMail } from '#tests/helpers/people/mailbox'
import { linkFor, reset } from '#tests/helpers/people/password_resets'
import { makeScript } from '#tests/helpers/clients/scripts'
import { confirmAddress, confirmElsewhere } from '#tests/helpers/addresses'
import { NOT_REACHED, reach, REACHED, shared, signInOwner } from '#tests/helpers/files/sharing'
import { createUser, OTHER_PASSWORD, registration } from '#tests/helpers/people/users'
import {
  type Squat,
  VERIFICATIONS,
  squat,
  linkTo,
  me,
  resend,
  newAddress,
} from '#tests/helpers/people/squatters'

/** Who confirms an address for an account that they are not signed in to. */
const ELSEWHERE: Record<string, (token: string, squatted: Squat) => Promise<unknown>> = {
  'nobody, through the API': (token) => send('PUT', VERIFICATIONS, { json: { token } }),
  'nobody, on the page': (token) => new Browser().submit(`/verify-email/${token}`, {}),
  'another account, through the API': async (token) =>
    (await signInApp()).api('PUT', VERIFICATIONS, { token }),
  'another account, on the page': async (token) =>
    (await signInBrowser()).submit(`/verify-email/${token}`, {}),
  'the owner of the file': (token, { owner }) => owner.api('PUT', VERIFICATIONS, { token }),
  'a token that has expired': async (token) =>
    send('PUT', VERIFICATIONS, {
      json: { token },
      headers: { Authorization: 'Bearer gatehouse_at_no' },
    }),
  'a script of the account': async (token, { stranger }) =>
    (await makeScript(['profile:write'], stranger)).api('PUT', VERIFICATIONS, { token }),
}

test.group('What waits for an address', () => {
  test('is not given to an account whose address is confirmed by {$self}')
    .with(Object.keys(ELSEWHERE))
    .run(async ({ assert }, who) => {
      const squatted = await squat()
      const { owner, file, email, stranger } = squatted
      await ELSEWHERE[who]((await linkTo(squatted)).token, squatted)
      assert.isNotNull((await me(stranger)).emailVerifiedAt)
      assert.deepEqual(await reach(stranger, file), NOT_REACHED)

      // Neither is what is shared from now on, and nothing that the stranger can do by themselves brings it.
      await owner.api('POST', `/api/v1/files/${file.id}/shares`, { with: email, role: 'editor' })
      assert.equal((await resend(stranger)).status, 202)
      assert.deepEqual(await reach(stranger, file), NOT_REACHED)
    })

  test('is given to who confirms it while signed in, by {$self}')
    .with(CREDENTIALS)
    .run(async ({ assert }, credential) => {
      const { owner, file } = await signInOwner()
      const client = await signInBy(credential)
      await shared(owner, file, { with: client.person.email })
      await confirmAddress(client)
      assert.deepEqual(await reach(client, file), REACHED)
    })

  test('is given by a second link to who followed the first where they were not signed in', async ({
    assert,
  }) => {
    const { owner, file } = await signInOwner()
    const browser = await signInBrowser()
    const { email } = browser.person
    await shared(owner, file, { with: email })
    assert.equal((await confirmElsewhere(email)).status, 204)
    for (const path of ['/account', '/shared-with-me'])
      assert.match((await browser.get(path)).text, /get what others have|What others have shared/)

    await browser.submit('/account', {}, '/account/email-verifications')
    const { path } = await linkTo({ email })
    assert.equal((await browser.submit(path, {})).headers.location, `/files/${file.id}`)
    assert.deepEqual(await reach(browser, file), REACHED)
    assert.notInclude((await browser.get('/account')).text, 'Send me a link')
  })

  test('is given to who resets the password, and the stranger is out', async ({ assert }) => {
    const { file, email, stranger } = await squat()
    assert.equal((await reset((await linkFor(email)).token)).status, 204)
    assert.equal((await stranger.get('/api/v1/me')).status, 401)
    const reader = await signInApp({ ...stranger.person, password: OTHER_PASSWORD })
    assert.deepEqual(await reach(reader, file), REACHED)
  })

  test('does not follow a change of address that is confirmed elsewhere', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const mover = await signInApp()
    await confirmAddress(mover)
    const email = newAddress()
    await shared(owner, file, { with: email })
    await mover.api('PATCH', '/api/v1/me', { email, currentPassword: mover.person.password })
    assert.equal((await confirmElsewhere(email)).status, 204)
    assert.equal((await me(mover)).email, email)
    assert.deepEqual(await reach(mover, file), NOT_REACHED)
    await resend(mover)
    await confirmAddress(mover, email)
    assert.deepEqual(await reach(mover, file), REACHED)
  })
})

test.group('A link to confirm an address', () => {
  test('names the account in the mail and on the page, and where it was made', async ({
    assert,
  }) => {
    const person = registration()
    const headers = {
      'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    }
    await send('POST', '/api/v1/users', { json: person, headers })
    const { text, html } = await newestMail(person.email, 'verify_email')
    const page = await get((await linkTo(person)).path)
    for (const shown of [text!, html!, page.text]) {
      for (const part of [person.username, 'Firefox on Linux', 'That is not my account'])
        assert.include(shown, part)
      assert.match(shown, /127\.0\.0\.1|::1/)
      assert.match(shown.replaceAll('\u00a0', ' '), /\d+ \w+ \d{4}, \d\d:\d\d UTC/)
    }
  })

  test('tells who is signed in to another account so', async ({ assert }) => {
    const { email, username } = await createUser()
    const browser = await signInBrowser()
    const { text } = await browser.get((await linkTo({ email })).path)
    assert.include(text, `You are signed in as <strong>${browser.person.username}</strong>`)
    assert.include(text, username)
  })
})
