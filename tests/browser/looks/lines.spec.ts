import { test } from '@japa/runner'
import { openWindow, signInOnPage } from '#tests/helpers/browser/pages'
import { createUser, uniqueName } from '#tests/helpers/people/users'

test.group('Lines of pages', () => {
  test('break no line where it reads badly, at 360 px', async ({ assert, browser }) => {
    const page = await openWindow(browser, { viewport: { width: 360, height: 800 } })
    await signInOnPage(page, await createUser())
    await page.goto('/account/sign-ins')
    const seen = page.getByText('Last seen')
    const firstLine = (element: { getClientRects(): ArrayLike<{ top: number }> }) =>
      element.getClientRects()[0].top
    const [words, time] = [seen.first(), seen.first().locator('time')]
    /** Pixels: less than half a line. */
    const HARDLY = 10
    assert.closeTo(await time.evaluate(firstLine), await words.evaluate(firstLine), HARDLY)
  })

  test('break a long email address behind its @, at 360 px', async ({ assert, browser }) => {
    const page = await openWindow(browser, { viewport: { width: 360, height: 800 } })
    const username = uniqueName('charlotte')
    await signInOnPage(page, await createUser({ username, email: `${username}@mail.example.org` }))
    await page.goto('/welcome')
    const tops = await page.evaluate<number[][]>(`(() => {
      const address = document.querySelector('main strong')
      const range = document.createRange()
      return [...address.childNodes].flatMap((part) => {
        range.selectNodeContents(part)
        return part.nodeName === 'WBR' ? [] : [[...range.getClientRects()].map(({ top }) => top)]
      })
    })()`)
    assert.deepEqual(tops, [[tops[0][0]], [tops[1][0]]])
    assert.notEqual(tops[0][0], tops[1][0])
  })
})
