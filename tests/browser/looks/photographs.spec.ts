import { test } from '@japa/runner'
import { PSEUDO_LANGUAGE } from '#languages/pseudo'
import { findFaultsOfLooks, photograph } from '#tests/helpers/browser/faults_of_looks'
import { openWindow } from '#tests/helpers/browser/pages'

const LOOKS = [
  { look: 'light', colorScheme: 'light' as const },
  { look: 'dark', colorScheme: 'dark' as const },
  { look: 'forced-colours', forcedColors: 'active' as const },
  { look: 'right-to-left', locale: PSEUDO_LANGUAGE },
]

const WINDOWS = [360, 1280].flatMap((width) => LOOKS.map((look) => ({ ...look, width })))

test.group('Photographs of every component', () => {
  test('show nothing cut, nothing on something else and nothing too small: {look}, {width} px')
    .with(WINDOWS)
    .run(async ({ assert, browser }, { look, width, ...options }) => {
      const page = await openWindow(browser, { viewport: { width, height: 800 }, ...options })
      await page.goto('/dev/components')
      assert.deepEqual(await findFaultsOfLooks(page), [])
      await page.getByLabel('Select Lake.png').check()
      await photograph(page, 'section.panel', `${look}.${width}`)
    })

  test('show in forced colours which page is the current one', async ({ assert, browser }) => {
    const page = await openWindow(browser, { forcedColors: 'active' })
    await page.goto('/dev/components')
    const lineOf = (tab: string) =>
      page.evaluate<string>(
        `getComputedStyle(document.querySelector('.places ${tab}')).borderBottomWidth`
      )
    assert.equal(await lineOf('a[aria-current]'), '3px')
    assert.equal(await lineOf('a:not([aria-current])'), '0px')
  })

  test('would show it: {fault}')
    .with([
      { fault: 'the page is wider than its window', html: '<p style="width: 2000px">Wide</p>' },
      {
        fault: 'cut',
        html: '<p style="width: 50px; overflow: hidden; white-space: nowrap">Cut in the middle</p>',
      },
      {
        fault: 'one on the other',
        html: '<style>button { padding: 1rem }</style><button>Forwards</button><button style="margin-left: -3rem">Backwards</button>',
      },
      { fault: 'as browsers dress it', html: '<input type="file" style="height: 30px">' },
      { fault: 'too small to press', html: '<button style="height: 20px">Small</button>' },
    ])
    .run(async ({ assert, browser }, { fault, html }) => {
      const page = await openWindow(browser)
      await page.setContent(html)
      const faults = await findFaultsOfLooks(page)
      assert.lengthOf(faults, 1)
      assert.include(faults[0], fault)
    })
})
