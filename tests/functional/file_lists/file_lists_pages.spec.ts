import { test } from '@japa/runner'
import { signInBrowser } from '#tests/helpers/clients/sign_in'
import { keepFile, shareWith } from '#tests/helpers/files/files'
import { statementsOf } from '#tests/helpers/database/statements'
import { putInBin } from '#files/changes'

test.group('The lists of files', () => {
  const LISTS = ['/files', '/shared-with-me', '/bin']

  type Owner = Awaited<ReturnType<typeof signInBrowser>>

  const addTo = async (path: string, { person }: Owner, other: Owner) => {
    const file = await keepFile(path === '/shared-with-me' ? other.person : person)
    if (path === '/shared-with-me') await shareWith(file, person)
    if (path === '/bin') await putInBin(file)
  }

  test('{$self} asks no more for many files than for one')
    .with(LISTS)
    .run(async ({ assert }, path) => {
      const [browser, other] = [await signInBrowser(), await signInBrowser()]
      const add = () => addTo(path, browser, other)
      await add()
      await browser.get(path)
      const one = await statementsOf(() => browser.get(path))
      for (let i = 0; i < 3; i++) await add()
      const four = await statementsOf(() => browser.get(path))
      assert.equal(four.length, one.length)
      // With whom one's own are shared is asked for all of them at once.
      assert.isAtMost(one.length, path === '/files' ? 5 : 4)
    })

  test('{$self} says in its title which of its pages is shown')
    .with(LISTS)
    .run(async ({ assert }, path) => {
      const [browser, other] = [await signInBrowser(), await signInBrowser()]
      for (let i = 0; i < 2; i++) await addTo(path, browser, other)
      const titleOf = async (page: number) =>
        /<title>([^<]+)/.exec((await browser.get(`${path}?perPage=1&page=${page}`)).text)![1]
      assert.notMatch(await titleOf(1), /page/)
      assert.equal(await titleOf(2), (await titleOf(1)).replace(' ·', ' (page 2) ·'))
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
