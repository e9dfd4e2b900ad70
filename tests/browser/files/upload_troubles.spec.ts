import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { fileLimits } from '#config/service/files'
import { choose, openAs, press } from '#tests/helpers/browser/file_pages'
import { keepFile } from '#tests/helpers/files/files'
import { createUser } from '#tests/helpers/people/users'

test.group('An upload that is not taken, in a browser with JavaScript', () => {
  test('leads to the login page where the sign-in has ended, and asks nothing', async ({
    assert,
    browser,
  }) => {
    const person = await createUser()
    const page = await openAs(browser, person)
    const questions: string[] = []
    page.on('dialog', (dialog) => {
      questions.push(dialog.type())
      void dialog.accept()
    })
    await choose(page)
    await db.from('sign_ins').where('user_id', person.id).delete()
    await press(page, 'Upload')
    await page.waitForURL(/\/login/)
    assert.deepEqual(questions, [])
  })

  test('says that there is no room, and shows how much is used', async ({ assert, browser }) => {
    const person = await createUser()
    const page = await openAs(browser, person)
    await choose(page)
    const file = await keepFile(person)
    await file.merge({ size: fileLimits.quota - 5 }).save()
    await press(page, 'Upload')
    await page.getByRole('alert').filter({ hasText: 'not enough room' }).waitFor()
    assert.isTrue(await page.locator('meter').isVisible())
  })
})
