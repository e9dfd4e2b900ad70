import { test } from '@japa/runner'
import { Browser, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { get } from '#tests/helpers/clients/http'
import { setLimits } from '#tests/helpers/people/limits'
import { follow, letEnd, linked, shared, signInOwner } from '#tests/helpers/files/sharing'

/** What a browser says of itself when a person opens an address. */
const NAVIGATION = {
  'Sec-Fetch-Mode': 'navigate',
  'Sec-Fetch-Dest': 'document',
  'Accept': 'text/html,application/xhtml+xml,*/*;q=0.8',
}

const addressOf = ({ url }: { url: string }) => url.slice(new URL(url).origin.length)

/** Opens a link as a person does, and goes where it leads. */
async function open(link: { url: string }, browser = new Browser()) {
  const { status, headers } = await browser.get(addressOf(link), NAVIGATION)
  if (status !== 302) throw new Error(`Not led on: ${status}`)
  return { browser, path: headers.location!, page: await browser.get(headers.location!) }
}

const PASSWORD_OF_LINK = 'wine and cheese'

test.group('A link that a person opens', () => {
  test('leads to a page with the file, who shares it and a button', async ({ assert }) => {
    const { owner, file } = await signInOwner('Holiday plans.txt')
    const link = await linked(owner, file)
    const { page } = await open(link)
    assert.equal(page.status, 200)
    assert.include(page.text, 'Holiday plans.txt')
    assert.include(page.text, owner.person.username)
    assert.include(page.text, 'Download')
    assert.equal(page.headers['referrer-policy'], 'no-referrer')
    assert.equal((await get(`${addressOf(link)}&download=1`, NAVIGATION)).status, 200)
  })

  test('gives bytes and problems to whoever is no person, as ever', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const link = await linked(owner, file)
    for (const headers of [{}, { Accept: 'text/html' }, { 'Sec-Fetch-Dest': 'image' }])
      assert.equal((await get(addressOf(link), headers)).status, 200)
    const wrong = await get(`${addressOf(link)}x`)
    assert.deepEqual([wrong.status, wrong.problem.code], [404, 'not_found'])
  })

  test('leads to the same page once it is over, or mistyped', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const link = await linked(owner, file)
    await letEnd('file_links', link)
    for (const url of [link.url, `${link.url}x`, link.url.replace(/&signature.*/, '')]) {
      const { page } = await open({ url })
      assert.equal(page.status, 404)
      assert.include(page.text, 'There is no file here any more')
    }
    const { headers } = await get(`${addressOf(link)}&download=1`, NAVIGATION)
    assert.match(headers.location!, /^\/link\//)
  })
})

/** As node reads and writes headers: a character for each byte. */
const inBytes = (text: string, encoding: BufferEncoding) =>
  Buffer.from(text, encoding).toString('latin1')

test.group('A link with a password', () => {
  test('tells a person nothing of the file before it is shown', async ({ assert }) => {
    const { owner, file } = await signInOwner('Secret plans.txt')
    const link = await linked(owner, file, { password: PASSWORD_OF_LINK })
    const { browser, path, page } = await open(link)
    assert.notInclude(page.text, 'Secret plans.txt')

    await browser.submit(path, { linkPassword: 'wrong password' })
    assert.include((await browser.get(path)).text, 'That is not the password of this link')
    assert.equal((await browser.submit(path, { linkPassword: PASSWORD_OF_LINK })).status, 303)
    assert.include((await browser.get(path)).text, 'Secret plans.txt')
    assert.equal((await browser.get(`${addressOf(link)}&download=1`, NAVIGATION)).status, 200)
    assert.notInclude((await open(link)).page.text, 'Secret plans.txt')
  })

  test('takes it in a header as clients write it: {form}')
    .with([
      { form: 'UTF-8', password: 'grüße ☃', sent: inBytes('grüße ☃', 'utf8') },
      { form: 'UTF-8 of macOS', password: 'grüßen', sent: inBytes('gru\u0308ßen', 'utf8') },
      { form: 'Latin-1', password: 'grüßen', sent: 'grüßen' },
      { form: 'RFC 8187', password: ' grüße ☃ ', sent: "UTF-8''%20gr%C3%BC%C3%9Fe%20%E2%98%83%20" },
      { form: 'ASCII with a percent sign', password: 'gr%C3%BC%zz', sent: 'gr%C3%BC%zz' },
    ])
    .run(async ({ assert }, { password, sent }) => {
      const { owner, file } = await signInOwner()
      const link = await linked(owner, file, { password })
      assert.equal((await get(addressOf(link), { 'Link-Password': sent })).status, 200)
      assert.equal((await get(addressOf(link), { 'Link-Password': `${sent}x` })).status, 403)
    })

  test('asks apps for it in a header, and counts wrong ones', async ({ assert, cleanup }) => {
    cleanup(await setLimits({ guesses: 2, guessesFromNetwork: 1000 }))
    const { owner, file } = await signInOwner()
    const link = await linked(owner, file, { password: PASSWORD_OF_LINK })
    const ask = (password?: string) =>
      get(addressOf(link), password ? { 'Link-Password': password } : {})
    assert.deepEqual(
      [(await ask()).status, (await ask()).problem.code],
      [403, 'link_password_required']
    )
    assert.equal((await ask(PASSWORD_OF_LINK)).status, 200)
    for (let i = 0; i < 3; i++) assert.equal((await ask('wrong password')).status, 403)
    assert.equal((await ask(PASSWORD_OF_LINK)).status, 429)
  })
})

test.group('A link with a number of downloads', () => {
  test('is downloaded that often, by however many at once', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const link = await linked(owner, file, { maxDownloads: 3 })
    const answers = await Promise.all(Array.from({ length: 8 }, () => follow(link)))
    assert.lengthOf(
      answers.filter(({ status }) => status === 200),
      3
    )
    assert.equal((await follow(link)).status, 404)
    assert.include((await open(link)).page.text, 'There is no file here any more')
  })

  test('counts no head, no page and nothing that is known already', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const link = await linked(owner, file, { maxDownloads: 2 })
    const { headers } = await follow(link)
    await open(link)
    assert.equal((await get(addressOf(link), { 'If-None-Match': headers.etag! })).status, 304)
    const { data } = (await owner.get(`/api/v1/files/${file.id}/links`)).json<{ data: unknown[] }>()
    assert.containSubset(data, [{ maxDownloads: 2, downloads: 1 }])
  })
})

test('The list of what one shares holds people and links, and can end both', async ({ assert }) => {
  const { owner, file } = await signInOwner('Everything.txt')
  const friend = await signInApp()
  const share = await shared(owner, file, { with: friend.person.username })
  const link = await linked(owner, file, { password: PASSWORD_OF_LINK, maxDownloads: 5 })
  const browser = await signInBrowser(owner.person)
  const { text } = await browser.get('/shared-by-me')
  assert.include(text, friend.person.username)
  assert.include(text, '0 of 5 downloads')
  assert.include(text, 'With a password')
  await browser.submit('/shared-by-me', {}, `/shares/${share.id}?_method=DELETE`)
  await browser.submit('/shared-by-me', {}, `/links/${link.id}?_method=DELETE`)
  const after = (await browser.get('/shared-by-me')).text
  assert.include(after, 'You share no files')
  assert.include(after, 'No links')
  assert.notInclude((await (await signInBrowser()).get('/shared-by-me')).text, 'Everything.txt')
})
