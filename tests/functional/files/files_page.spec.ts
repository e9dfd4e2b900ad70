import { test } from '@japa/runner'
import { fileLimits } from '#config/service/files'
import { problems } from '#exceptions/problem'
import fileStore from '#storage/file_store'
import { signInBrowser } from '#tests/helpers/clients/sign_in'
import { keepFile } from '#tests/helpers/files/files'
import { PROGRAM, uploadForm } from '#tests/helpers/files/upload_form'

const MARKUP = '<b onclick="x">bold</b> & \'co\'.txt'
const MARKUP_ESCAPED = '&lt;b onclick=&quot;x&quot;&gt;bold&lt;/b&gt; &amp; &#x27;co&#x27;.txt'

test.group('The page /files', () => {
  test('says so where there is nothing', async ({ assert }) => {
    const browser = await signInBrowser()
    const { status, text } = await browser.get('/files')
    assert.equal(status, 200)
    assert.include(text, 'No files yet')
    assert.include(text, '<strong>0 B</strong>')
    assert.notInclude(text, 'Find by name')
  })

  test('takes a file from a plain form, and lists it', async ({ assert }) => {
    const browser = await signInBrowser()
    const answer = await uploadForm(browser, { name: 'Plan.txt', contents: 'x'.repeat(2048) })
    assert.deepEqual([answer.status, answer.headers.location], [303, '/files'])
    const { text } = await browser.get('/files')
    assert.include(text, 'Plan.txt has been uploaded.')
    assert.match(text, /<a href="\/files\/[\da-f-]{36}"><bdi>Plan.txt<\/bdi><\/a>/)
    assert.include(text, '<strong>2 KB</strong>')
  })

  test('gives the form back where no file was chosen', async ({ assert }) => {
    const browser = await signInBrowser()
    const answer = await uploadForm(browser, null)
    assert.deepEqual([answer.status, answer.headers.location], [303, '/files'])
    assert.include((await browser.get('/files')).text, 'Choose a file.')
  })

  test('takes a file whose name is too long, or none at all', async ({ assert }) => {
    const browser = await signInBrowser()
    for (const [name, kept] of [
      [`${'x'.repeat(252)}.txt`, `${'x'.repeat(251)}.txt`],
      ['..', 'file.txt'],
    ]) {
      const answer = await uploadForm(browser, { name, contents: 'x' })
      assert.deepEqual([answer.status, answer.headers.location], [303, '/files'])
      assert.include((await browser.get('/files')).text, kept)
    }
  })

  test('says what is wrong with a file that is not taken', async ({ assert }) => {
    const browser = await signInBrowser()
    const answer = await uploadForm(browser, { name: 'notes.txt', contents: PROGRAM })
    assert.deepEqual([answer.status, answer.headers.location], [303, '/files'])
    const { text } = await browser.get('/files')
    assert.include(text, 'Programs cannot be uploaded here (application/x-elf).')
    assert.include(text, 'No files yet')
  })

  test('gives the form back where a file is too large, by what its sender says', async ({
    assert,
  }) => {
    const browser = await signInBrowser()
    const headers = { 'Content-Length': String(fileLimits.largest * 2) }
    const answer = await uploadForm(browser, { name: 'film.mp4' }, { headers })
    assert.deepEqual([answer.status, answer.headers.location], [303, '/files'])
    const { text } = await browser.get('/files')
    assert.include(text, 'Files can be up to 1 GB.</p>')
    assert.include(text, 'No files yet')
  })

  test('says so where there is no room', async ({ assert }) => {
    const browser = await signInBrowser()
    const file = await keepFile(browser.person)
    await file.merge({ size: fileLimits.quota - 5 }).save()
    assert.equal((await uploadForm(browser, { name: 'more.txt' })).headers.location, '/files')
    const { text } = await browser.get('/files')
    assert.include(text, 'There is not enough room in your quota for that file.')
    assert.notInclude(text, 'more.txt')
  })

  test('gives the form back while the storage is away', async ({ assert, cleanup }) => {
    const browser = await signInBrowser()
    fileStore.writeIncoming = () => Promise.reject(problems.unavailable())
    cleanup(() => void Reflect.deleteProperty(fileStore, 'writeIncoming'))
    const answer = await uploadForm(browser, { name: 'Plan.txt' })
    assert.deepEqual([answer.status, answer.headers.location], [303, '/files'])
    assert.include((await browser.get('/files')).text, 'Please try again in a moment.')
  })

  test('takes no file without its CSRF token', async ({ assert }) => {
    const browser = await signInBrowser()
    const answer = await uploadForm(browser, { name: 'forged.txt' }, { csrf: 'forged' })
    assert.equal(answer.status, 303)
    const { text } = await browser.get('/files')
    assert.include(text, 'This form has expired')
    assert.include(text, 'No files yet')
  })

  test('finds by name, and keeps the order in its links', async ({ assert }) => {
    const browser = await signInBrowser()
    for (const name of ['Alpha.txt', 'alpine 100%.txt', 'Beta.txt'])
      await keepFile(browser.person, { name })
    const found = await browser.get('/files?q=AL&sort=name')
    assert.match(found.text, /Alpha\.txt[^]+alpine/)
    assert.notInclude(found.text, 'Beta.txt')
    assert.include(found.text, 'href="?q=AL&amp;sort=-name"')

    assert.notInclude((await browser.get('/files?q=0%25.')).text, 'Alpha.txt')
    assert.include((await browser.get('/files?q=zebra')).text, 'No files match')
  })

  test('comes in pages, and takes no nonsense for a number', async ({ assert }) => {
    const browser = await signInBrowser()
    for (let i = 0; i < 3; i++) await keepFile(browser.person)
    const { text } = await browser.get('/files?perPage=2&sort=name')
    assert.include(text, 'Page 1 of 2')
    assert.include(text, 'perPage=2&amp;sort=name&amp;page=2')
    for (const query of ['page=0', 'perPage=1000', 'sort=owner', 'sort[]=name', 'q[a]=b']) {
      const { status } = await browser.get(`/files?${query}`)
      assert.isBelow(status, 500, query)
      assert.isAtLeast(status, 400, query)
    }
  })

  test('shows a name with markup as it was written', async ({ assert }) => {
    const browser = await signInBrowser()
    const file = await keepFile(browser.person, { name: MARKUP })
    for (const path of ['/files', `/files/${file.id}`, `/files?q=${encodeURIComponent(MARKUP)}`]) {
      const { text } = await browser.get(path)
      assert.include(text, MARKUP_ESCAPED, path)
      assert.notInclude(text, '<b onclick', path)
    }
    await browser.submit(`/files/${file.id}`, {}, `/files/${file.id}?_method=DELETE`)
    for (const path of ['/files', '/bin', `/bin/${file.id}`, `/files/${file.id}`])
      assert.notInclude((await browser.get(path)).text, '<b onclick', path)
  })
})
