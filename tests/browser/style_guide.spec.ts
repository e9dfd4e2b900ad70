import { readdir } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { PSEUDO_LANGUAGE } from '#languages/pseudo'
import { findBarriers, openWindow, overflow } from '#tests/helpers/browser/pages'

const LOOKS = [
  { look: 'in the light', colorScheme: 'light' as const },
  { look: 'in the dark', colorScheme: 'dark' as const, about: 'colours' as const },
  { look: 'in forced colours', forcedColors: 'active' as const, about: 'colours' as const },
  { look: 'from right to left', locale: PSEUDO_LANGUAGE },
]

const PHONE = { viewport: { width: 360, height: 800 } }

test.group('Every component in every state', () => {
  test('has no barriers and fits a phone {look}')
    .with(LOOKS)
    .run(async ({ assert, browser }, { look: _, about, ...options }) => {
      const page = await openWindow(browser, { ...PHONE, ...options })
      await page.goto('/dev/components')
      await page.getByLabel('Select Lake.png').check()
      assert.isTrue(await page.getByText('With what is selected').isVisible())
      assert.deepEqual(await findBarriers(page, about), [])
      assert.equal(await overflow(page), 0)
    })

  test('has fields side by side that stand on one line', async ({ assert, browser }) => {
    const page = await openWindow(browser, { viewport: { width: 1280, height: 800 } })
    await page.goto('/dev/components')
    const boxOf = async (label: string) => (await page.getByLabel(label).boundingBox())!
    const [left, right] = [await boxOf('Side by side'), await boxOf('With a label')]
    assert.deepEqual([left.y, left.height], [right.y, right.height])
  })
})

test.group('Every mail', () => {
  test('has no barriers and fits a phone {look}')
    .with([
      { ...LOOKS[0], kinds: () => readdir(app.viewsPath('mails')) },
      { ...LOOKS[1], kinds: () => ['verify_email'] },
    ])
    .run(async ({ assert, browser }, { look: _, about, kinds, ...options }) => {
      const page = await openWindow(browser, { ...PHONE, ...options, bypassCSP: true })
      for (const kind of await kinds()) {
        const answer = await page.goto(`/dev/components/mails/${kind}`)
        assert.equal(answer!.status(), 200, kind)
        assert.deepEqual(await findBarriers(page, about), [], kind)
        assert.equal(await overflow(page), 0, kind)
        assert.notMatch((await page.textContent('body'))!, /undefined|null|\{/, kind)
      }
    })
})
