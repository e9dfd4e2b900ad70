import { test } from '@japa/runner'
import { signInBrowser } from '#tests/helpers/clients/sign_in'
import { keepFile } from '#tests/helpers/files/files'

const LONG = `${'holiday'.repeat(34)}.tar.gz`

test.group('A long name', () => {
  test('is shortened in the middle of a message, and keeps its ending', async ({ assert }) => {
    const browser = await signInBrowser()
    const { id } = await keepFile(browser.person, { name: LONG })
    await browser.submit(`/files/${id}`, {}, `/files/${id}?_method=DELETE`)
    const { text } = await browser.get('/files')
    const [, said] = /<p>(.+) is in the bin\.<\/p>/.exec(text)!
    assert.lengthOf([...said], 60)
    assert.match(said, /^holidayholiday.+….+\.tar\.gz$/)
  })

  test('keeps its end where a list cuts it short, and stands whole on its page', async ({
    assert,
  }) => {
    const browser = await signInBrowser()
    const { id } = await keepFile(browser.person, { name: LONG })
    const { text } = await browser.get('/files')
    assert.include(text, `title="${LONG}" aria-label="${LONG}"`)
    assert.include(text, `<span>${LONG.slice(0, -10)}</span><span>day.tar.gz</span>`)
    assert.include(
      (await browser.get(`/files/${id}`)).text,
      `<h1 class="long-title"><bdi>${LONG}</bdi></h1>`
    )
  })
})
