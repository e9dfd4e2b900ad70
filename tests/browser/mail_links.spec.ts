import { createServer } from 'node:http'
import { test } from '@japa/runner'
import { ORIGIN } from '#tests/helpers/clients/http'
import { listen } from '#tests/helpers/servers/listen'
import { linkIn, newestMail } from '#tests/helpers/people/mailbox'
import { linkFor } from '#tests/helpers/people/password_resets'
import {
  fillIn,
  findBarriers,
  openWindow,
  overflow,
  signInOnPage,
} from '#tests/helpers/browser/pages'
import { releaseLater } from '#tests/helpers/release'
import { createUser, OTHER_PASSWORD, uniqueName } from '#tests/helpers/people/users'

/** A web mailbox on another site, which shows one link. */
async function openMailbox(link: string) {
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html')
    response.end(`<!doctype html><title>Mailbox</title><a href="${link}">The link</a>`)
  })
  releaseLater(() => server.close())
  return `http://127.0.0.1:${await listen(server)}/`
}

test.group('Links in mails, in a browser without JavaScript', () => {
  test('a forgotten password is replaced', async ({ assert, browser }) => {
    const person = await createUser()
    const page = await openWindow(browser, { javaScriptEnabled: false })
    await page.goto('/login')
    await page.getByRole('link', { name: 'Forgotten your password?' }).click()
    await fillIn(page, { Email: person.email }, 'Send me a link')
    assert.include(await page.textContent('main'), 'an email is on its way')

    await page.goto((await linkIn(person.email, 'reset_password')).path)
    const choose = (password: string) =>
      fillIn(
        page,
        { 'New password': password, 'The new password again': password },
        'Change password'
      )
    await choose('short')
    assert.include(await page.textContent('main'), 'at least 12 characters')
    await choose(OTHER_PASSWORD)
    assert.include(await page.textContent('main'), 'Sign in with the new one')

    await signInOnPage(page, { ...person, password: OTHER_PASSWORD })
    await page.goto('/account')
    assert.include(await page.textContent('main'), person.username)
  })

  test('somebody who is signed in confirms from a web mailbox on another site', async ({
    assert,
    browser,
  }) => {
    const person = await createUser()
    const mailbox = await openMailbox(ORIGIN + (await linkIn(person.email, 'verify_email')).path)
    const page = await openWindow(browser, { javaScriptEnabled: false })
    await signInOnPage(page, person)
    await page.goto(mailbox)
    await page.getByRole('link').click()
    await page.getByRole('button', { name: 'Yes, confirm it' }).click()
    await page.waitForURL('**/account')
    assert.include(await page.textContent('main'), 'Your email address is confirmed.')
  })

  test('somebody says that an account with their address is not theirs', async ({
    assert,
    browser,
  }) => {
    const { email } = await createUser()
    const page = await openWindow(browser, {
      javaScriptEnabled: false,
      viewport: { width: 360, height: 740 },
    })
    await page.goto((await linkIn(email, 'verify_email')).path)
    await page.getByRole('button', { name: 'That is not my account' }).click()
    await page.waitForURL('**/register')
    assert.include(await page.textContent('main'), 'no longer has your email address')
  })

  test('the pages for who is not signed in fit a phone and have no barriers', async ({
    assert,
    browser,
  }) => {
    const email = `${'rather.long.'.repeat(4)}name@${uniqueName()}.example.org`.replaceAll('_', '-')
    await createUser({ email })
    const page = await openWindow(browser, { viewport: { width: 360, height: 740 } })
    const paths = [
      (await linkIn(email, 'verify_email')).path,
      (await linkFor(email)).path,
      '/register',
    ]
    for (const url of paths) {
      await page.goto(url)
      assert.deepEqual(await findBarriers(page), [], url)
      assert.isAtMost(await overflow(page), 0, url)
    }
  })

  test('the pages fit a phone and have no barriers', async ({ assert, browser }) => {
    const person = await createUser()
    const { path } = await linkIn(person.email, 'verify_email')
    const { id } = await newestMail(person.email, 'verify_email')
    const page = await openWindow(browser, { viewport: { width: 360, height: 740 } })
    const paths = ['/forgot-password', path, '/reset-password/none', '/dev/mail', `/dev/mail/${id}`]
    await signInOnPage(page, person)
    for (const url of [...paths, '/account', '/account/sign-ins', '/shared-with-me']) {
      await page.goto(url)
      assert.deepEqual(await findBarriers(page), [], url)
      assert.isAtMost(await overflow(page), 0, url)
    }
  })
})
