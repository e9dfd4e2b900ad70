import { test } from '@japa/runner'
import { signInBrowser } from '#tests/helpers/clients/sign_in'
import { keepFile } from '#tests/helpers/files/files'
import { choose } from '#tests/helpers/files/selections'
import type { Person } from '#tests/helpers/people/users'

const NAMES = ['One.txt', 'Two.txt', 'Three.txt']

const keepThree = (person: Person) => Promise.all(NAMES.map((name) => keepFile(person, { name })))

const shown = (text: string) => NAMES.filter((name) => text.includes(name))

test.group('Several files that are chosen', () => {
  test('go into the bin together, and come back by one press', async ({ assert }) => {
    const browser = await signInBrowser()
    const [one, two] = await keepThree(browser.person)
    const answer = await choose(browser, '/files', '/bin', [one.id, two.id])
    assert.deepEqual([answer.status, answer.headers.location], [303, '/files'])
    const { text } = await browser.get('/files')
    assert.include(text, '2 files are in the bin.')
    assert.include(text, 'Undo')
    assert.include((await browser.get('/bin')).text, 'Two.txt')

    await choose(browser, '/bin', '/bin/restorations', [one.id, two.id])
    assert.deepEqual(shown((await browser.get('/files')).text), NAMES)
  })

  test('are only one’s own: what is another’s or gone is passed over', async ({ assert }) => {
    const [browser, other] = [await signInBrowser(), await signInBrowser()]
    const [[mine], [theirs]] = [await keepThree(browser.person), await keepThree(other.person)]
    await choose(browser, '/files', '/bin', [mine.id, theirs.id, crypto.randomUUID()])
    assert.include((await browser.get('/files')).text, 'One file is in the bin.')
    assert.deepEqual(shown((await other.get('/files')).text), NAMES)
  })

  test('are gone for good after one more question, and no other', async ({ assert }) => {
    const [browser, other] = [await signInBrowser(), await signInBrowser()]
    const [one, two, three] = await keepThree(browser.person)
    const [theirs] = await keepThree(other.person)
    for (const { browser: whose, ids } of [
      { browser, ids: [one.id, two.id] },
      { browser: other, ids: [theirs.id] },
    ])
      await choose(whose, '/files', '/bin', ids)

    const chosen = [one.id, three.id, theirs.id]
    const { headers } = await choose(browser, '/bin', '/bin/selections', chosen)
    const question = await browser.get(headers.location!)
    assert.include(question.text, 'Delete one file for good?')
    assert.deepEqual(shown(question.text), ['One.txt'])

    await choose(browser, headers.location!, '/bin/selections?_method=DELETE', chosen)
    assert.include((await browser.get('/bin')).text, 'One file has been deleted for good.')
    assert.deepEqual(shown((await browser.get('/bin')).text), ['Two.txt'])
    assert.deepEqual(shown((await browser.get('/files')).text), ['Three.txt'])
    assert.deepEqual(shown((await other.get('/bin')).text), ['One.txt'])
    assert.equal((await browser.get(`/file/${one.id}`)).status, 404)
  })

  test('have to be some', async ({ assert }) => {
    const browser = await signInBrowser()
    await keepThree(browser.person)
    await browser.submit('/files', {}, '/bin')
    assert.include((await browser.get('/files')).text, 'Choose at least one file.')
  })
})

test.group('The bin', () => {
  test('is emptied at once, after one more question', async ({ assert }) => {
    const browser = await signInBrowser()
    const files = await keepThree(browser.person)
    await choose(browser, '/files', '/bin', [files[0].id, files[1].id])
    assert.include((await browser.get('/bin/empty')).text, 'Nobody can bring it back')
    await browser.submit('/bin/empty', {}, '/bin?_method=DELETE')
    const { text } = await browser.get('/bin')
    assert.include(text, '2 files have been deleted for good.')
    assert.include(text, 'The bin is empty')
    assert.deepEqual(shown((await browser.get('/files')).text), ['Three.txt'])
  })
})
