import { test } from '@japa/runner'
import type { Browser } from '#tests/helpers/clients/sign_in'
import { signInBrowserOfSuperUser, uncrown } from '#tests/helpers/people/super_user'
import { createUser, type Person, suspend } from '#tests/helpers/people/users'

test.group('The page of what happened to everybody', (group) => {
  let browser: Browser & { person: Person }
  group.setup(async () => {
    browser = await signInBrowserOfSuperUser()
    return uncrown
  })

  test('says it in sentences, of whom, and from where', async ({ assert }) => {
    const person = await createUser()
    await suspend(person)
    const { text } = await browser.get(`/admin/activity?person=${person.username}`)
    assert.include(text, 'The account was suspended, automatically')
    assert.include(text, `href="/admin/people/${person.id}"`)
    assert.include(text, 'href="/admin/activity?address=127.0.0.1"')
  })

  test('says where nobody is called as it was typed', async ({ assert }) => {
    const { status, text } = await browser.get('/admin/activity?person=nobody.at.all')
    assert.equal(status, 200)
    assert.include(text, 'Nobody has that username or email address')
  })

  test('is led to from a person’s page, which has the latest of it', async ({ assert }) => {
    const person = await createUser()
    const { text } = await browser.get(`/admin/people/${person.id}`)
    assert.include(text, 'The account was created')
    assert.include(text, `href="/admin/activity?person=${person.username}"`)
  })

  test('goes on to older events with the same filter', async ({ assert }) => {
    const person = await createUser()
    for (let i = 0; i < 21; i++) await suspend(person)
    const path = `/admin/activity?kind=account_suspended&person=${person.username}`
    const { text } = await browser.get(path)
    const next = /<a[^>]*href="([^"]*after=[^"]*)"/.exec(text)![1].replaceAll('&amp;', '&')
    assert.include(next, 'kind=account_suspended')
    const older = (await browser.get(next)).text
    assert.equal(older.match(/row-sentence">The account was suspended/g)!.length, 1)
    assert.include(older, 'Latest')
  })
})
