import { test } from '@japa/runner'
import { signInBrowser } from '#tests/helpers/clients/sign_in'
import { keepFile, shareWith } from '#tests/helpers/files/files'
import { statementsOf } from '#tests/helpers/database/statements'
import { putInBin } from '#files/changes'

test.group('The lists of files', () => {
  const LISTS = ['/files', '/shared-with-me', '/bin']

  test('{$self} asks no more for many files than for one')
    .with(LISTS)
    .run(async ({ assert }, path) => {
      const [browser, other] = [await signInBrowser(), await signInBrowser()]
      const add = async () => {
        const file = await keepFile(path === '/shared-with-me' ? other.person : browser.person)
        if (path === '/shared-with-me') await shareWith(file, browser.person)
        if (path === '/bin') await putInBin(file)
      }
      await add()
      await browser.get(path)
      const one = await statementsOf(() => browser.get(path))
      for (let i = 0; i < 3; i++) await add()
      const four = await statementsOf(() => browser.get(path))
      assert.equal(four.length, one.length)
      // With whom one's own are shared is asked for all of them at once.
      assert.isAtMost(one.length, path === '/files' ? 5 : 4)
    })

  test('{$self} leads from a page beyond its end to its last one')
    .with(LISTS)
    .run(async ({ assert }, path) => {
      const browser = await signInBrowser()
      const answer = await browser.get(`${path}?perPage=1&page=99`)
      assert.deepEqual([answer.status, answer.headers.location], [302, `${path}?perPage=1&page=1`])
    })

  test('{$self} knows of no files of strangers')
    .with(LISTS)
    .run(async ({ assert }, path) => {
      const [browser, stranger] = [await signInBrowser(), await signInBrowser()]
      await keepFile(stranger.person, { name: 'Diary.txt' })
      const binned = await keepFile(stranger.person, { name: 'Old diary.txt' })
      await putInBin(binned)
      assert.notMatch((await browser.get(path)).text, /diary/i)
    })
})
