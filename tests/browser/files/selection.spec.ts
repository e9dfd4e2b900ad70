import { test } from '@japa/runner'
import { openAs, press } from '#tests/helpers/browser/file_pages'
import { keepFile } from '#tests/helpers/files/files'
import { createUser } from '#tests/helpers/people/users'

const NAMES = ['One.txt', 'Two.txt', 'Three.txt']

test('Files are ticked, shared with a person and an address, and taken back, by {kind}')
  .with([
    { kind: 'a script that runs', javaScriptEnabled: true },
    { kind: 'none', javaScriptEnabled: false },
  ])
  .run(async ({ assert, browser }, { javaScriptEnabled }) => {
    const [owner, friend] = [await createUser(), await createUser()]
    for (const name of NAMES) await keepFile(owner, { name })
    const page = await openAs(browser, owner, { javaScriptEnabled })
    const bar = page.getByText('With what is selected')
    assert.isFalse(await bar.isVisible())
    for (const name of NAMES.slice(1)) await page.getByLabel(`Select ${name}`).check()
    assert.isTrue(await bar.isVisible())

    await press(page, 'Share')
    await page.getByRole('heading', { name: 'Share 2 files' }).waitFor()
    const names = `${friend.username}, ${friend.username}@elsewhere.example`
    await page.getByLabel('Usernames or email addresses').fill(names)
    await page.getByRole('main').getByRole('button', { name: 'Share', exact: true }).click()
    await page.getByText('2 files have been shared with').waitFor()
    const told = page.getByRole('listitem').filter({ hasText: `Shared with ${friend.username}` })
    assert.equal(await told.count(), 2)

    await press(page, 'Undo')
    await page.getByText('4 shares have ended.').waitFor()
    assert.equal(await told.count(), 0)
  })

test('A whole row leads to its file, and a long name keeps its end at 360 px', async ({
  assert,
  browser,
}) => {
  const owner = await createUser()
  const name = `${'A very long walk through the woods '.repeat(5)}IMG_12345.jpeg`
  await keepFile(owner, { name })
  const page = await openAs(browser, owner, { viewport: { width: 360, height: 800 } })
  const link = page.getByRole('link', { name, exact: true })
  const end = link.getByText('12345.jpeg')
  const [row, box] = [await page.locator('.row').boundingBox(), await end.boundingBox()]
  assert.isBelow(box!.x + box!.width, row!.x + row!.width)
  await page.locator('.row').click({ position: { x: 150, y: row!.height - 8 } })
  await page.getByRole('heading', { name }).waitFor()
})

/** Whether what has the focus is seen: `bar` where it stands in the bar itself, `none` at the end of the page. */
const FOCUSED = `(() => {
  const [it, bar] = [document.activeElement, document.querySelector('form.selection')]
  if (it === document.body) return 'none'
  if (bar.contains(it)) return 'bar'
  const { top, bottom } = it.getBoundingClientRect()
  const over = bar.getBoundingClientRect()
  const isInWindow = top >= 0 && bottom <= innerHeight
  return isInWindow && (bottom <= over.top || top >= over.bottom) ? 'seen' : it.outerHTML
})()`

test('Nothing that is reached by the keyboard stops behind the bar', async ({
  assert,
  browser,
}) => {
  const owner = await createUser()
  for (let number = 1; number <= 12; number++) await keepFile(owner, { name: `${number}.txt` })
  const page = await openAs(browser, owner, { viewport: { width: 360, height: 800 } })
  await page.getByLabel('Select 12.txt').check()
  await page.evaluate(`scrollTo(0, 0)`)
  await page.locator('.brand').focus()
  const places = new Set<string>()
  for (let steps = 0; steps < 60 && !places.has('none'); steps++) {
    await page.keyboard.press('Tab')
    places.add(await page.evaluate<string>(FOCUSED))
  }
  assert.sameMembers([...places], ['seen', 'bar', 'none'])
})
