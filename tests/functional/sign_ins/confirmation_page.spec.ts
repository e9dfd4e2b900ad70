import { test } from '@japa/runner'
import { signInBrowser } from '#tests/helpers/clients/sign_in'
import { ageConfirmation } from '#tests/helpers/time'
import { PASSWORD } from '#tests/helpers/people/users'

test.group('The page /confirm', () => {
  test('a form that needs it leads there, and back to the form as it was filled in', async ({
    assert,
  }) => {
    const browser = await signInBrowser()
    await ageConfirmation(browser.person.id, 60)
    const fields = { 'name': 'My backup', 'scopes[]': 'files:read', 'expiresInDays': '30' }
    const page = '/confirm?next=%2Faccount%2Ftokens'
    const confirm = (password: string) =>
      browser.submit(page, { password, next: '/account/tokens' }, '/confirm')

    const refused = await browser.submit('/account/tokens', fields)
    assert.equal(refused.status, 303)
    assert.equal(refused.headers.location, page)

    const wrong = await confirm('not the password')
    assert.equal(wrong.headers.location, page)
    assert.include((await browser.get(page)).text, 'That is not your current password')

    const confirmed = await confirm(PASSWORD)
    assert.equal(confirmed.status, 303)
    assert.equal(confirmed.headers.location, '/account/tokens')

    const { text } = await browser.get('/account/tokens')
    assert.include(text, 'value="My backup"')
    assert.match(text, /value="files:read"\s+checked/)
    assert.equal((await browser.submit('/account/tokens', fields)).status, 201)
  })

  test('a wrong password is not told again by the form that the right one leads back to', async ({
    assert,
  }) => {
    const browser = await signInBrowser()
    await ageConfirmation(browser.person.id, 60)
    const page = '/confirm?next=%2Faccount%2Ftokens'
    await browser.submit('/account/tokens', { 'name': 'My backup', 'scopes[]': 'files:read' })

    for (const password of ['not the password', PASSWORD])
      await browser.submit(page, { password, next: '/account/tokens' }, '/confirm')

    const { text } = await browser.get('/account/tokens')
    assert.include(text, 'value="My backup"')
    assert.notInclude(text, 'That is not your current password')
    assert.notInclude(text, 'needs another look')
  })

  test('it offers a way back: {$self}')
    .with(['/account/tokens', '/account'])
    .run(async ({ assert }, back) => {
      const browser = await signInBrowser()
      const query = back === '/account' ? '' : `?next=${encodeURIComponent(back)}`
      const { text } = await browser.get(`/confirm${query}`)
      assert.include(text, `<a href="${back}">Go back without confirming</a>`)
    })

  test('it leads nowhere but to our own pages', async ({ assert }) => {
    const browser = await signInBrowser()
    const next = 'https://evil.example/'
    const answer = await browser.submit('/confirm', { password: PASSWORD, next })
    assert.equal(answer.headers.location, '/account')
  })
})
