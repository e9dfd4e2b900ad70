import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { Browser, signInBrowser } from '#tests/helpers/clients/sign_in'
import { send } from '#tests/helpers/clients/http'
import { setLimits } from '#tests/helpers/people/limits'
import { PASSWORD, uniqueName } from '#tests/helpers/people/users'

const RENAME = '/account/username?_method=PUT'

const rename = (browser: Browser, username = uniqueName()) =>
  browser.submit('/account', { form: 'username-form', username }, RENAME)

const nameOf = async (browser: Browser) =>
  (await browser.get('/api/v1/me')).data<{ username: string }>().username

test.group('Limits of pages, for who is signed in', (group) => {
  group.each.setup(() => setLimits({ writes: 3 }))

  test('are those of the API, and lead back to the form', async ({ assert }) => {
    const browser = await signInBrowser()
    await rename(browser)
    await rename(browser)
    const [third, fourth] = [uniqueName(), uniqueName()]
    await rename(browser, third)

    const refused = await rename(browser, fourth)
    assert.deepEqual([refused.status, refused.headers.location], [303, '/account'])
    const { text } = await browser.get('/account')
    assert.include(text, 'Too many requests')
    assert.include(text, `value="${fourth}"`)
    assert.equal(await nameOf(browser), third)
    assert.equal((await browser.api('PATCH', '/api/v1/me', {})).status, 429)
  })

  test('count forms without their token too', async ({ assert }) => {
    const browser = await signInBrowser()
    const form = { username: uniqueName(), _csrf: 'nonsense' }
    for (let i = 0; i < 3; i++) await browser.send('POST', RENAME, { form })
    await rename(browser)
    assert.include((await browser.get('/account')).text, 'Too many requests')
  })

  test('are not used up by what another site sends', async ({ assert }) => {
    const browser = await signInBrowser()
    const form = { username: uniqueName(), _csrf: await browser.csrfToken('/account') }
    const headers = { 'Sec-Fetch-Site': 'same-site', 'Origin': 'https://blog.gatehouse.example' }
    for (let i = 0; i < 4; i++)
      assert.equal((await browser.send('POST', RENAME, { form, headers })).status, 403)

    const username = uniqueName()
    await rename(browser, username)
    assert.equal(await nameOf(browser), username)
  })

  test('leave reading alone, and count nothing of it', async ({ assert }) => {
    const browser = await signInBrowser()
    await db.from('rate_limits').delete()
    for (let i = 0; i < 4; i++) assert.equal((await browser.get('/account')).status, 200)
    assert.isEmpty(await db.from('rate_limits').select('key'))
  })
})

test.group('Limits of pages, for visitors', (group) => {
  group.each.setup(() => setLimits({ visitorWrites: 3 }))

  test('are those of the API, and lead back to the form', async ({ assert }) => {
    const browser = new Browser()
    const signIn = () => browser.submit('/login', { login: 'nobody', password: PASSWORD })
    for (let i = 0; i < 3; i++) await signIn()
    assert.include((await browser.get('/login')).text, 'do not match')

    const refused = await signIn()
    assert.deepEqual([refused.status, refused.headers.location], [303, '/login'])
    const { text } = await browser.get('/login')
    assert.include(text, 'Too many requests')
    assert.include(text, 'value="nobody"')
    const json = { refreshToken: 'gatehouse_rt_no' }
    assert.equal((await send('POST', '/api/v1/tokens/refresh', { json })).status, 429)
  })

  test('give nobody a cookie where there is no form for them', async ({ assert }) => {
    for (let i = 0; i < 5; i++) {
      const answer = await send('POST', RENAME, { form: { username: uniqueName() } })
      assert.deepEqual([answer.status, answer.headers.location], [302, '/login'])
      assert.notProperty(answer.headers, 'set-cookie')
    }
  })
})
