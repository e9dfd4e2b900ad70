import { test } from '@japa/runner'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { fillIn, openWindow, signInOnPage } from '#tests/helpers/browser/pages'
import { createUser, OTHER_PASSWORD, PASSWORD, uniqueName } from '#tests/helpers/people/users'

test.group('In a browser without JavaScript', () => {
  test('somebody registers, is greeted, signs out and signs in again', async ({
    assert,
    browser,
  }) => {
    const page = await openWindow(browser, { javaScriptEnabled: false })
    const username = uniqueName()

    await page.goto('/register')
    await fillIn(
      page,
      {
        'Username': username,
        'Email': `${username}@example.org`,
        'Password': PASSWORD,
        'The same password again': PASSWORD,
      },
      'Create account'
    )
    assert.equal(new URL(page.url()).pathname, '/welcome')
    assert.include(await page.textContent('main'), `Welcome, ${username}`)

    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await page.goto('/account')
    assert.equal(page.url().split('?')[1], 'next=%2Faccount')

    await fillIn(page, { 'Username or email': username, 'Password': PASSWORD }, 'Sign in')
    assert.equal(new URL(page.url()).pathname, '/account')
  })

  test('a form that is refused comes back filled in, with what to mend', async ({
    assert,
    browser,
  }) => {
    const page = await openWindow(browser, { javaScriptEnabled: false })
    await page.goto('/register')
    await fillIn(
      page,
      {
        'Username': 'admin',
        'Email': 'name@localhost',
        'Password': 'short',
        'The same password again': 'other',
      },
      'Create account'
    )

    assert.equal(await page.getByLabel('Username').inputValue(), 'admin')
    assert.equal(await page.getByLabel('Password', { exact: true }).inputValue(), '')
    assert.isAbove(await page.locator('[aria-invalid=true]').count(), 2)
  })

  test('somebody sees where they are signed in, and ends the other places', async ({
    assert,
    browser,
  }) => {
    const person = await createUser()
    const phone = await signInApp(person, { deviceName: 'My phone' })
    const elsewhere = await signInBrowser(person)
    const page = await openWindow(browser, { javaScriptEnabled: false })
    await signInOnPage(page, person)
    await page.goto('/account/security')
    await page.getByRole('link', { name: 'See where you are signed in' }).click()

    assert.include(await page.textContent('main'), 'My phone')
    await page.getByRole('button', { name: /^Sign out.*My phone$/ }).click()
    const answer = await phone.get('/api/v1/me')
    assert.equal(answer.status, 401)

    await page.getByRole('button', { name: 'Sign out everywhere else' }).click()
    const other = await elsewhere.get('/api/v1/me')
    assert.equal(other.status, 401)
    assert.equal(await page.getByText('This device').count(), 1)
  })

  test('what is wrong with several boxes stands above the first', async ({ assert, browser }) => {
    const page = await openWindow(browser, { javaScriptEnabled: false })
    await signInOnPage(page, await createUser())
    await page.goto('/account/tokens')
    const top = async (part: string) => (await page.locator(part).first().boundingBox())!.y
    await fillIn(page, { Name: 'Backup' }, 'Create token')
    assert.isBelow(await top('#scopes-error'), await top('#scopes label'))

    await page.locator('#scopes label').first().click()
    await fillIn(page, {}, 'Create token')
    const { y, height } = (await page.locator('.battlement').boundingBox())!
    assert.closeTo(await top('.card--gate'), y + height, 1, 'the wall stands on its card')
  })

  test('somebody changes their password', async ({ assert, browser }) => {
    const person = await createUser()
    const page = await openWindow(browser, { javaScriptEnabled: false })
    await signInOnPage(page, person)
    await page.goto('/account/security')
    await fillIn(
      page.locator('#password-change'),
      {
        'Current password': person.password,
        'New password': OTHER_PASSWORD,
        'The new password again': OTHER_PASSWORD,
      },
      'Change password'
    )

    assert.include(await page.textContent('main'), 'Your password has been changed')
    await signInBrowser({ ...person, password: OTHER_PASSWORD })
  })
})
