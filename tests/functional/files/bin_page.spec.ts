import { test } from '@japa/runner'
import { signInBrowser } from '#tests/helpers/clients/sign_in'
import { keepFile } from '#tests/helpers/files/files'

test.group('The page /bin', () => {
  test('takes a file in, gives it back, and lets it go for good', async ({ assert }) => {
    const browser = await signInBrowser()
    const { id } = await keepFile(browser.person, { name: 'Old plan.txt' })
    const path = `/files/${id}`

    const binned = await browser.submit(path, {}, `${path}?_method=DELETE`)
    assert.deepEqual([binned.status, binned.headers.location], [303, '/files'])
    assert.include((await browser.get('/files')).text, 'Old plan.txt is in the bin.')
    assert.include((await browser.get('/bin')).text, `action="/bin/${id}/restorations"`)
    assert.include((await browser.get(path)).text, 'This file is in the bin.')

    const restored = await browser.submit('/bin', {}, `/bin/${id}/restorations`)
    assert.deepEqual([restored.status, restored.headers.location], [303, path])
    assert.equal((await browser.get(`/bin/${id}`)).status, 404)

    await browser.submit(path, {}, `${path}?_method=DELETE`)
    const gone = await browser.submit(`/bin/${id}`, {}, `/bin/${id}?_method=DELETE`)
    assert.deepEqual([gone.status, gone.headers.location], [303, '/bin'])
    assert.include((await browser.get('/bin')).text, 'The bin is empty')
    assert.equal((await browser.get(path)).status, 404)
  })

  test('tells who is late that it is in the bin already', async ({ assert }) => {
    const browser = await signInBrowser()
    const { id } = await keepFile(browser.person)
    const path = `/files/${id}`
    for (let i = 0; i < 2; i++) await browser.submit(path, {}, `${path}?_method=DELETE`)
    assert.include((await browser.get(path)).text, 'This file is in the bin.')
  })
})
