import { test } from '@japa/runner'
import { arrival } from '#config/service/arrival'
import { fileLimits } from '#config/service/files'
import { signInBrowser } from '#tests/helpers/clients/sign_in'
import { keepFile } from '#tests/helpers/files/files'
import { list } from '#tests/helpers/files/file_lists'
import { PROGRAM, uploadForms } from '#tests/helpers/files/upload_form'
import { field, file, form, MULTIPART } from '#tests/helpers/transfers/uploads'
import { ORIGIN } from '#tests/helpers/clients/http'
import { httpBytes } from '#tests/helpers/clients/raw'
import { sendSlowly } from '#tests/helpers/clients/slow_client'
import { change } from '#tests/helpers/settings'

/** More than is read before it is known that nobody wants it. */
const LONG_PROGRAM = Buffer.concat([PROGRAM, Buffer.alloc(300_000)])

test.group('A form with several files', () => {
  test('keeps each in a row of its own', async ({ assert }) => {
    const browser = await signInBrowser()
    const names = ['One.txt', 'Two.txt', 'Three.txt']
    const answer = await uploadForms(
      browser,
      names.map((name) => ({ name, contents: `This is ${name}` }))
    )
    assert.deepEqual([answer.status, answer.headers.location], [303, '/files'])
    assert.include((await browser.get('/files')).text, '3 files have been uploaded.')
    const { files } = await list(browser, { sort: 'createdAt' })
    assert.deepEqual(
      files.map(({ name }) => name),
      names
    )
    for (const { id, name } of files)
      assert.equal((await browser.get(`/file/${id}`)).text, `This is ${name}`)
  })

  test('keeps those before and after one that is not taken, and says which and why', async ({
    assert,
  }) => {
    const browser = await signInBrowser()
    const answer = await uploadForms(browser, [
      { name: 'One.txt', contents: 'one' },
      { name: 'Virus.txt', contents: LONG_PROGRAM },
      { name: 'Three.txt', contents: 'three' },
      { name: 'Worm.txt', contents: PROGRAM },
      { name: 'Five.txt', contents: '' },
    ])
    assert.equal(answer.headers.location, '/files')
    const { text } = await browser.get('/files')
    assert.include(text, '3 files have been uploaded.')
    assert.include(text, '2 files could not be uploaded')
    for (const name of ['Virus.txt', 'Worm.txt'])
      assert.include(text, `<bdi>${name}</bdi>: Programs cannot be uploaded here`)
    assert.deepEqual((await list(browser)).names, ['Five.txt', 'Three.txt', 'One.txt'])
  })

  test('says so of all where none is taken', async ({ assert }) => {
    const browser = await signInBrowser()
    const programs = ['One', 'Two'].map((name) => ({ name, contents: PROGRAM }))
    await uploadForms(browser, programs)
    const { text } = await browser.get('/files')
    assert.include(text, '2 files could not be uploaded')
    assert.include(text, 'No files yet')
  })

  test('keeps what there is room for', async ({ assert }) => {
    const browser = await signInBrowser()
    const large = await keepFile(browser.person, { name: 'Large.txt' })
    await large.merge({ size: fileLimits.quota - 10 }).save()
    await uploadForms(browser, [
      { name: 'Fits.txt', contents: '12345' },
      { name: 'Too much.txt', contents: '1234567890' },
      { name: 'Fits too.txt', contents: '12345' },
    ])
    assert.include((await browser.get('/files')).text, '<bdi>Too much.txt</bdi>: There is not')
    assert.sameMembers((await list(browser)).names, ['Large.txt', 'Fits.txt', 'Fits too.txt'])
  })

  test('keeps each whole where they come in pieces, behind one that is not taken', async ({
    assert,
  }) => {
    const browser = await signInBrowser()
    const contents = (letter: string) => Buffer.alloc(40_000, letter)
    const body = form(
      field('_csrf', await browser.csrfToken('/files')),
      file('One.txt', contents('a')),
      file('Virus.txt', LONG_PROGRAM),
      file('Three.txt', contents('b'))
    )
    const head = httpBytes('POST /files', [
      ...Object.entries(MULTIPART),
      ['Content-Length', String(body.length)],
      ['Cookie', browser.jar.toString()],
      ['Origin', ORIGIN],
      ['Sec-Fetch-Site', 'same-origin'],
    ])
    assert.match(await sendSlowly(head, { body, during: 1_500 }), /^HTTP\/1.1 303/)
    const { files } = await list(browser, { sort: 'createdAt' })
    assert.deepEqual(
      files.map(({ name }) => name),
      ['One.txt', 'Three.txt']
    )
    for (const [at, letter] of ['a', 'b'].entries()) {
      const { text } = await browser.get(`/file/${files[at].id}`)
      assert.isTrue(text === contents(letter).toString())
    }
  })

  test('is read no further than there may be files', async ({ assert }) => {
    change(arrival.upload, { files: 2 })
    const browser = await signInBrowser()
    const three = ['One', 'Two', 'Three'].map((name) => ({ name, contents: name }))
    assert.equal((await uploadForms(browser, three)).headers.location, '/files')
    assert.include((await browser.get('/files')).text, 'The form has too many parts.')
    assert.deepEqual((await list(browser)).names, ['Two', 'One'])
  })
})
