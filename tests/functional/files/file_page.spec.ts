import { test } from '@japa/runner'
import { signInBrowser } from '#tests/helpers/clients/sign_in'
import { keepFile, shareWith } from '#tests/helpers/files/files'
import { get } from '#tests/helpers/clients/http'
import { putInBin } from '#files/changes'

test.group('The page of a file', () => {
  test('tells what it is, and previews images only', async ({ assert }) => {
    const browser = await signInBrowser()
    const image = await keepFile(browser.person, { name: 'Lake.png', mediaType: 'image/png' })
    const notes = await keepFile(browser.person, { name: 'Notes.txt' })
    const drawing = await keepFile(browser.person, { mediaType: 'image/svg+xml' })

    const { text } = await browser.get(`/files/${image.id}`)
    assert.include(text, `<img src="/file/${image.id}" alt="Preview of Lake.png"`)
    assert.include(text, 'PNG image')
    assert.include(text, `href="/file/${image.id}?download=1"`)
    for (const { id } of [notes, drawing])
      assert.notInclude((await browser.get(`/files/${id}`)).text, '<img')
  })

  test('renames it', async ({ assert }) => {
    const browser = await signInBrowser()
    const { id } = await keepFile(browser.person)
    const rename = (name: string) =>
      browser.submit(`/files/${id}`, { form: 'rename-form', name }, `/files/${id}?_method=PATCH`)

    const answer = await rename(' Diary.txt ')
    assert.deepEqual([answer.status, answer.headers.location], [303, `/files/${id}`])
    assert.include((await browser.get(`/files/${id}`)).text, '<h1><bdi>Diary.txt</bdi></h1>')

    for (const nothing of ['', '  ']) {
      await rename(nothing)
      assert.include((await browser.get(`/files/${id}`)).text, '<span>Give it a name.</span>')
    }
    assert.equal((await rename('../../etc')).status, 303)
    const { text } = await browser.get(`/files/${id}`)
    assert.include(text, 'id="rename-form-name-error"')
    assert.include(text, 'value="../../etc"')
    assert.include(text, '<h1><bdi>Diary.txt</bdi></h1>')
  })

  test('is not there for strangers, nor is anything under it', async ({ assert }) => {
    const [owner, stranger] = [await signInBrowser(), await signInBrowser()]
    const { id } = await keepFile(owner.person)
    const binned = await keepFile(owner.person)
    await putInBin(binned)
    for (const path of [`/files/${id}`, `/files/${binned.id}`, `/bin/${binned.id}`])
      assert.include((await stranger.get(path)).text, 'Page not found', path)

    for (const action of [
      `/files/${id}?_method=PATCH`,
      `/files/${id}?_method=DELETE`,
      `/files/${id}/shares`,
      `/files/${id}/links`,
      `/bin/${binned.id}?_method=DELETE`,
      `/bin/${binned.id}/restorations`,
    ])
      assert.equal((await stranger.submit('/account', { name: 'Mine.txt' }, action)).status, 404)
    assert.equal((await owner.get(`/files/${binned.id}`)).status, 200)
  })

  test('offers whoever does not find it their own files, if they are signed in', async ({
    assert,
  }) => {
    const [owner, stranger] = [await signInBrowser(), await signInBrowser()]
    const { id } = await keepFile(owner.person)
    const { status, text } = await stranger.get(`/files/${id}`)
    assert.equal(status, 404)
    assert.match(text, /<main[^]+href="\/files"[^]+<\/main>/)
    assert.notInclude((await get('/nothing')).text, 'href="/files"')
  })

  test('offers a viewer to look and to leave, and takes no more from them', async ({ assert }) => {
    const [owner, viewer] = [await signInBrowser(), await signInBrowser()]
    const file = await keepFile(owner.person)
    await shareWith(file, viewer.person)
    const path = `/files/${file.id}`

    const { text } = await viewer.get(path)
    assert.include(text, owner.person.username)
    assert.include(text, 'Leave this file')
    assert.notMatch(text, /Rename|Share it with|Create a link|Move to the bin/)

    const fields = { name: 'Mine.txt', with: 'somebody', role: 'viewer' }
    for (const action of [
      `${path}?_method=PATCH`,
      `${path}?_method=DELETE`,
      `${path}/shares`,
      `${path}/links`,
    ])
      assert.equal((await viewer.submit(path, fields, action)).status, 403, action)
    assert.equal((await viewer.get(`/bin/${file.id}`)).status, 403)
    assert.include((await owner.get(path)).text, '<h1><bdi>notes.txt</bdi></h1>')
  })

  test('lets an editor rename it, and no more', async ({ assert }) => {
    const [owner, editor] = [await signInBrowser(), await signInBrowser()]
    const file = await keepFile(owner.person)
    await shareWith(file, editor.person, { role: 'editor' })
    const path = `/files/${file.id}`

    const answer = await editor.submit(path, { name: 'Ours.txt' }, `${path}?_method=PATCH`)
    assert.equal(answer.status, 303)
    assert.include((await owner.get(path)).text, '<h1><bdi>Ours.txt</bdi></h1>')
    assert.notMatch((await editor.get(path)).text, /Share it with|Create a link|Move to the bin/)
    assert.equal((await editor.submit(path, {}, `${path}?_method=DELETE`)).status, 403)
  })
})
