import { test } from '@japa/runner'
import { CREDENTIALS, signInApp, signInBrowser, signInBy } from '#tests/helpers/clients/sign_in'
import { makeScript } from '#tests/helpers/clients/scripts'
import { keepFile } from '#tests/helpers/files/files'
import { type LinkBody, linked, type ShareBody, shared, share } from '#tests/helpers/files/sharing'
import { createUser, uniqueName } from '#tests/helpers/people/users'
import { putInBin } from '#files/changes'

const NAMES = ['Report 10.txt', 'Résumé.txt', 'Report 2.txt']

const SHARES = '/api/v1/shares'
const LINKS = '/api/v1/links'

/** Somebody who shares three files, each with one person and by one link, and one in the bin. */
async function signInSharer(credential: (typeof CREDENTIALS)[number] = 'token') {
  const owner = await signInBy(credential)
  for (const name of [...NAMES, 'Gone.txt']) {
    const file = await keepFile(owner.person, { name })
    await shared(owner, file, { with: (await createUser()).username })
    await linked(owner, file)
    if (name === 'Gone.txt') await putInBin(file)
  }
  return owner
}

const namesIn = (entries: { file: { name: string } }[]) => entries.map(({ file }) => file.name)

test.group('All that one shares', () => {
  test('is listed newest first, by {$self}')
    .with(CREDENTIALS)
    .run(async ({ assert }, credential) => {
      const owner = await signInSharer(credential)
      await signInSharer()
      const newest = NAMES.toReversed()
      const shares = (await owner.get(SHARES)).data<ShareBody[]>()
      assert.deepEqual(namesIn(shares), newest)
      const links = (await owner.get(LINKS)).data<LinkBody[]>()
      assert.deepEqual(namesIn(links), newest)
      const [ofFile] = (await owner.get(`/api/v1/files/${links[0].file.id}/links`)).data<
        LinkBody[]
      >()
      assert.deepEqual(ofFile, links[0])
    })

  test('is found without accents and sorted by name: {query}')
    .with([
      { query: 'sort=name', names: ['Report 2.txt', 'Report 10.txt', 'Résumé.txt'] },
      { query: 'sort=-name', names: ['Résumé.txt', 'Report 10.txt', 'Report 2.txt'] },
      { query: 'sort=createdAt', names: NAMES },
      { query: 'q=RESUME', names: ['Résumé.txt'] },
      { query: 'q=re%25', names: [] },
      { query: 'perPage=1&page=2', names: ['Résumé.txt'] },
    ])
    .run(async ({ assert }, { query, names }) => {
      const owner = await signInSharer()
      for (const path of [SHARES, LINKS]) {
        const { data } = (await owner.get(`${path}?${query}`)).json<{ data: LinkBody[] }>()
        assert.deepEqual(namesIn(data), names, path)
      }
    })

  test('takes the scope that reads files', async ({ assert }) => {
    const owner = await signInApp((await signInSharer()).person)
    const reader = await makeScript(['files:read'], owner)
    const other = await makeScript(['profile:read'], owner)
    for (const path of [SHARES, LINKS]) {
      assert.equal((await reader.get(path)).status, 200)
      assert.equal((await other.get(path)).problem.code, 'insufficient_scope')
    }
  })

  test('is found and sorted on its page', async ({ assert }) => {
    const owner = await signInSharer()
    const browser = await signInBrowser(owner.person)
    const sorted = (await browser.get('/shared-by-me?sort=name')).text
    assert.match(sorted, /Report 2\.txt[^]+Report 10\.txt[^]+Résumé\.txt/)
    const found = (await browser.get('/shared-by-me?q=resume')).text
    assert.include(found, 'Résumé.txt')
    assert.notInclude(found, 'Report 2.txt')
    assert.include((await browser.get('/shared-by-me?q=zebra')).text, 'No files match')
  })
})

test.group('The list of one’s files', () => {
  test('says with whom each is shared, as it was written, and how many links there are', async ({
    assert,
  }) => {
    const owner = await signInApp()
    const browser = await signInBrowser(owner.person)
    const file = await keepFile(owner.person)
    assert.notInclude((await browser.get('/files')).text, 'Shared with')
    const [first, second] = [await createUser(), `${uniqueName()}@example.org`]
    await share(owner, file, { with: first.username })
    await share(owner, file, { with: second })
    const told = async () =>
      (await browser.get('/files')).text.replace(/<\/?(bdi|wbr)>/g, '').replace(/\s+/g, ' ')
    assert.include(await told(), `Shared with ${first.username} and ${second}`)

    await share(owner, file, { with: (await createUser()).username })
    assert.include(await told(), `Shared with ${first.username}, ${second} and 1 more`)
    await linked(owner, file)
    assert.include(await told(), 'One link')
    await linked(owner, file)
    assert.include(await told(), '2 links')
  })

  test('names those who have a name by it, with the username beside it', async ({ assert }) => {
    const owner = await signInApp()
    const browser = await signInBrowser(owner.person)
    const friend = await signInApp()
    await friend.api('PATCH', '/api/v1/me', { displayName: 'Grace <Hopper>' })
    await share(owner, await keepFile(owner.person), { with: friend.person.username })
    const name = `<bdi>Grace &lt;Hopper&gt;</bdi> <span class="username">(${friend.person.username})</span>`
    assert.include((await browser.get('/files')).text, `Shared with ${name}`)
  })

  test('looks the same for an address that has an account and one that has none', async ({
    assert,
  }) => {
    const owner = await signInApp()
    const browser = await signInBrowser(owner.person)
    const known = await createUser()
    const rows = []
    for (const email of [known.email, `${uniqueName()}@example.org`]) {
      const file = await keepFile(owner.person, { name: 'Same.txt' })
      await share(owner, file, { with: email })
      const { text } = await browser.get('/files')
      const row = new RegExp(`<li[^>]+id="file-${file.id}"[^]+?</li>`).exec(text)![0]
      rows.push(
        row
          .replaceAll(file.id, '')
          .replaceAll(email.replace('@', '@<wbr>'), '')
          .replace(/<time[^]+?<\/time>/, '')
      )
    }
    assert.equal(rows[0], rows[1])
  })

  test('counts, and tells by the name what the bytes do not: {name}')
    .with([
      { name: 'Table.csv', mediaType: 'text/plain', kind: 'CSV table' },
      { name: 'Notes.md', mediaType: 'text/plain', kind: 'Markdown' },
      { name: 'Notes', mediaType: 'text/plain', kind: 'Text' },
      { name: 'House.dwg', mediaType: 'application/octet-stream', kind: 'CAD drawing' },
      { name: 'Model.xyz', mediaType: 'application/octet-stream', kind: 'XYZ file' },
      { name: 'bytes', mediaType: 'application/octet-stream', kind: 'Unknown type' },
      { name: 'Lake.csv', mediaType: 'image/png', kind: 'PNG image' },
    ])
    .run(async ({ assert }, { name, mediaType, kind }) => {
      const browser = await signInBrowser()
      await keepFile(browser.person, { name, mediaType })
      const { text } = await browser.get('/files')
      assert.include(text, 'One file')
      assert.match(text, new RegExp(`<span>\\s*${kind}\\s*</span>`))
    })
})

test('{path} is searched without accents, and sorted by name')
  .with([{ path: '/shared-with-me' }, { path: '/bin' }])
  .run(async ({ assert }, { path }) => {
    const [owner, guest] = [await signInApp(), await signInBrowser()]
    const keeper = path === '/bin' ? guest : owner
    for (const name of NAMES) {
      const file = await keepFile(keeper.person, { name })
      if (path === '/bin') await putInBin(file)
      else await share(owner, file, { with: guest.person.username })
    }
    const sorted = (await guest.get(`${path}?sort=name`)).text
    assert.match(sorted, /Report 2\.txt[^]+Report 10\.txt[^]+Résumé\.txt/)
    const found = (await guest.get(`${path}?q=resume&sort=name`)).text
    assert.include(found, 'Résumé.txt')
    assert.notInclude(found, 'Report 2.txt')
    assert.include(found, 'One file found')
    assert.include((await guest.get(`${path}?q=zebra`)).text, 'No files match')
  })
