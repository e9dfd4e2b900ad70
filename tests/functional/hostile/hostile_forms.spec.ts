import { test } from '@japa/runner'
import { Browser, signInBrowser } from '#tests/helpers/clients/sign_in'
import { assertAlive, assertRefused } from '#tests/helpers/hostile'
import { OTHER_PASSWORD, PASSWORD, registration } from '#tests/helpers/people/users'

const TYPE = { 'Content-Type': 'application/x-www-form-urlencoded' }

const sendForm = (browser: Browser, path: string, body: string | Buffer) =>
  browser.send('POST', path, { body, headers: TYPE })

/** What a field can hold in a form, besides text. */
const FIELDS = (name: string) => [
  `${name}=`,
  `${name}`,
  `${name}[]=a`,
  `${name}[]=a&${name}[]=b`,
  `${name}=a&${name}=b`,
  `${name}[a]=b`,
  `${name}[a][b][c][d]=e`,
  `${name}[0]=a`,
  `${name}[99999999]=a`,
  `${name}[__proto__]=a`,
  `${name}[toString]=a`,
  `${name}[length]=12`,
  `${name}${'[a]'.repeat(3_000)}=b`,
  `${name}=a%00b`,
  `${name}=${'a'.repeat(20_000)}`,
  `${name}=${'%F0%9F%92%A9'.repeat(2_000)}`,
]

const FORMS: [string, Record<string, string>, string[]][] = [
  ['/login', { login: 'nobody', password: PASSWORD }, ['login', 'password']],
  [
    '/register',
    { ...registration(), passwordConfirmation: PASSWORD },
    ['username', 'email', 'password', 'passwordConfirmation'],
  ],
]

test.group('A form that no browser would send', () => {
  test('comes back or is refused, field by field: {0}')
    .with(FORMS)
    .run(async ({ assert }, [path, good, fields]) => {
      const browser = new Browser()
      const csrf = await browser.csrfToken(path)
      for (const field of fields)
        for (const hostile of FIELDS(field)) {
          const { [field]: replaced, ...rest } = good
          const others = new URLSearchParams({ ...rest, _csrf: csrf })
          const call = () => sendForm(browser, path, `${others}&${hostile}`)
          const about = hostile.slice(0, 50)
          const answer = await assertRefused(assert, call, { status: [303, 400], about })
          assert.equal(answer.headers.location, path, about)
          assert.equal((await browser.get(path)).status, 200, about)
        }
      assert.isUndefined(browser.sessionId)
      await assertAlive(assert)
    })

  test('does not change a password', async ({ assert }) => {
    const browser = await signInBrowser()
    const csrf = await browser.csrfToken('/account')
    for (const hostile of FIELDS('password').concat(FIELDS('currentPassword'))) {
      const body = `_csrf=${csrf}&passwordConfirmation=${OTHER_PASSWORD}&${hostile}`
      await assertRefused(assert, () => sendForm(browser, '/account/password', body))
    }
    const again = { login: browser.person.username, password: PASSWORD }
    assert.equal((await new Browser().submit('/login', again)).headers.location, '/files')
  })

  test('is refused where its token is no text', async ({ assert }) => {
    const browser = new Browser()
    await browser.csrfToken('/login')
    for (const hostile of FIELDS('_csrf').filter((field) => !field.startsWith('_csrf=a&')))
      await assertRefused(assert, () => sendForm(browser, '/login', hostile), { status: 303 })
  })

  test('is refused where it cannot be read', async ({ assert }) => {
    const browser = new Browser()
    const csrf = await browser.csrfToken('/login')
    for (const hostile of [
      'login=%E0%A4%A',
      'login=%',
      'login=%zz',
      'login=%FF%FE',
      '%=1',
      '%E0%A4%A=1',
      Buffer.from([0x61, 0x3d, 0xff, 0xfe]),
      Buffer.from([0xed, 0xa0, 0x80]),
    ]) {
      const body = Buffer.concat([Buffer.from(`_csrf=${csrf}&password=a&`), Buffer.from(hostile)])
      await assertRefused(assert, () => sendForm(browser, '/login', body), { status: 400 })
    }
  })

  test('is refused where it is far too large', async ({ assert }) => {
    for (const body of ['a='.repeat(40_000), `login=${'a'.repeat(70_000)}`, 'a&'.repeat(500_000)])
      await assertRefused(assert, () => sendForm(new Browser(), '/login', body), { status: 413 })
  })

  test('costs no time with thousands of fields', async ({ assert }) => {
    const browser = new Browser()
    const csrf = await browser.csrfToken('/login')
    for (const body of [
      'a&'.repeat(30_000),
      Array.from({ length: 8_000 }, (_, i) => `f${i}=1`).join('&'),
      'a[]=1&'.repeat(9_000),
      'a[b]=1&'.repeat(8_000),
      Array.from({ length: 5_000 }, (_, i) => `a[${i}]=1`).join('&'),
      '&'.repeat(60_000),
      '='.repeat(60_000),
      '['.repeat(60_000),
      `__proto__[a]=1&constructor[prototype][a]=1&__proto__=1`,
    ])
      await assertRefused(assert, () => sendForm(browser, '/login', `_csrf=${csrf}&${body}`), {
        status: [303, 400],
        about: body.slice(0, 20),
      })
    assert.notProperty({}, 'a')
    await assertAlive(assert)
  })
})
