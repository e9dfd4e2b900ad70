import { test } from '@japa/runner'
import { watch } from '#tests/helpers/browser/interactions'
import { openWindow, signInOnPage } from '#tests/helpers/browser/pages'
import { keepFile } from '#tests/helpers/files/files'
import { createUser } from '#tests/helpers/people/users'
import { serveInPieces } from '#tests/helpers/servers/in_pieces'

/** Behind the first place in the header, each row of a table and each part of a page. */
const PARTS = /(?<=<\/a>\s*<a|<\/tr>|<\/section>|<\/header>)/

test.group('A page that arrives in pieces', () => {
  test('moves nothing that is seen already: {$self}')
    .with(['/', '/files', '/account', '/account/security', '/account/sign-ins', '/docs/api'])
    .run(async ({ assert, browser }, path) => {
      const page = await openWindow(browser)
      const person = await createUser()
      for (const name of ['A', 'A much longer name than the first of them, which is short', 'B']) {
        await keepFile(person, { name: `${name}.png` })
      }
      await signInOnPage(page, person)
      const origin = await serveInPieces(PARTS)
      const { moved } = await watch(page)
      await page.goto(origin + path)
      assert.deepEqual(moved, [])
    })
})
