import { test } from '@japa/runner'
import { get, send } from '#tests/helpers/clients/http'
import { signInBrowser } from '#tests/helpers/clients/sign_in'
import { startServer } from '#tests/helpers/servers/server'

test.group('What programs look for', () => {
  test('robots.txt keeps them from what is somebody’s own', async ({ assert }) => {
    const { status, text } = await get('/robots.txt')
    assert.equal(status, 200)
    assert.include(text, 'Disallow: /files')
  })

  test('the manifest names the pages and their icons', async ({ assert }) => {
    const answer = await get('/manifest.webmanifest')
    assert.equal(answer.status, 200)
    const { name, icons } = answer.json<{ name: string; icons: { src: string }[] }>()
    assert.equal(name, 'Gatehouse')
    for (const { src } of icons) assert.equal((await get(src)).status, 200, src)
  })

  test('the address for a new password leads to the form for one', async ({ assert }) => {
    const { status, headers } = await get('/.well-known/change-password')
    assert.deepEqual([status, headers.location], [302, '/account/security#password-change'])
  })

  test('security.txt is none where nobody is named to write to', async ({ assert }) => {
    assert.equal((await get('/.well-known/security.txt')).status, 404)
  })
})

test.group('With SUPPORT_CONTACT', () => {
  test('security.txt names it', async ({ assert, cleanup }) => {
    const { origin, stop } = await startServer({ SUPPORT_CONTACT: 'help@gatehouse.example' })
    cleanup(stop)
    const { text } = await send('GET', '/.well-known/security.txt', { origin })
    assert.match(text, /^Contact: mailto:help@gatehouse\.example\nExpires: \d{4}-/)
  })
})

test('A page that something went wrong on says so in its title first', async ({ assert }) => {
  const browser = await signInBrowser()
  await browser.submit('/account/tokens', { name: 'My backup' })
  assert.include((await browser.get('/account/tokens')).text, '<title>Error: Personal tokens')
  assert.include((await browser.get('/account/tokens')).text, '<title>Personal tokens')
})

test('A new token comes with a command that works', async ({ assert }) => {
  const browser = await signInBrowser()
  const wish = { 'name': 'My backup', 'scopes[]': 'files:read' }
  const { text } = await browser.submit('/account/tokens', wish)
  const [, token, path] =
    /Bearer (gatehouse_pt_\w+)(?:'|&#x27;|&#39;) https?:\/\/[^/]+(\/\S+?)"/.exec(text)!
  const answer = await get(path, { Authorization: `Bearer ${token}` })
  assert.equal(answer.status, 200)
})
