import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { workOnBulkActions } from '#people/bulk/work'
import type { Browser } from '#tests/helpers/clients/sign_in'
import { countWithStatus, createCrowd } from '#tests/helpers/people/crowds'
import { signInBrowserOfSuperUser, uncrown } from '#tests/helpers/people/super_user'
import { ageConfirmation } from '#tests/helpers/time'
import { PASSWORD, type Person } from '#tests/helpers/people/users'

const NEW = '/admin/bulk-actions/new'

test.group('The pages for many people', (group) => {
  let browser: Browser & { person: Person }
  group.setup(async () => {
    browser = await signInBrowserOfSuperUser()
    return uncrown
  })

  const send = (page: string, fields: Record<string, string>) =>
    browser.submit(page, fields, '/admin/bulk-actions')

  test('lead from a list to what can be done about all in it', async ({ assert }) => {
    const { part } = await createCrowd(3)
    const list = await browser.get(`/admin/people?q=${part}&sort=username&perPage=1`)
    assert.include(list.text, `href="${NEW}?q=${part}"`)
    const { text } = await browser.get(`${NEW}?q=${part}`)
    assert.include(text, 'Yes, 3 people')
    assert.include(text, 'Nobody matches.')
  })

  test('start it, show how far it is, and say when it is done', async ({ assert }) => {
    const crowd = await createCrowd(3)
    const fields = { kind: 'suspend', q: crowd.part, reason: 'Rude', until: '', sure: '1' }
    const { headers } = await send(`${NEW}?q=${crowd.part}`, fields)
    const page = headers.location!
    assert.include((await browser.get(page)).text, '0 of 3 done')
    await workOnBulkActions()
    const { text } = await browser.get(page)
    assert.include(text, '3 of 3 done')
    assert.notInclude(text, '>Stop<')
    assert.equal(await countWithStatus('suspended', crowd), 3)
    assert.include((await browser.get('/admin/bulk-actions')).text, page)
  })

  test('start nothing for who is not sure, and keep what was typed', async ({ assert }) => {
    const { part } = await createCrowd(1)
    const page = `${NEW}?q=${part}`
    const fields = { form: 'suspend-form', kind: 'suspend', q: part, reason: 'Typed already' }
    assert.equal((await send(page, fields)).headers.location, page)
    const { text } = await browser.get(page)
    assert.include(text, 'Typed already')
    assert.include(text, 'Tick the box if you are sure.')
    assert.lengthOf(await db.from('bulk_actions').whereJsonSuperset('filter', { q: part }), 0)
  })

  test('list them in the order of the API, those of one moment too', async ({ assert }) => {
    for (let i = 0; i < 4; i++) {
      const { part } = await createCrowd(1)
      await send(`${NEW}?q=${part}`, { kind: 'sign_out', q: part, sure: '1' })
    }
    await db.from('bulk_actions').update({ created_at: db.raw('now()') })
    const listed = await browser.get('/api/v1/admin/bulk-actions')
    const ids = listed.data<{ id: string }[]>().map(({ id }) => id)
    const { text } = await browser.get('/admin/bulk-actions')
    const shown = [...text.matchAll(/href="\/admin\/bulk-actions\/([0-9a-f-]{36})"/g)]
    assert.deepEqual(
      shown.map(([, id]) => id),
      ids
    )
    await workOnBulkActions()
  })

  test('stop it', async ({ assert }) => {
    const crowd = await createCrowd(1)
    const fields = { kind: 'sign_out', q: crowd.part, sure: '1' }
    const { headers } = await send(`${NEW}?q=${crowd.part}`, fields)
    const page = headers.location!
    await browser.submit(page, {}, `${page}?_method=DELETE`)
    assert.include((await browser.get(page)).text, 'It has been stopped.')
    await workOnBulkActions()
    assert.lengthOf(await db.from('sign_ins').whereIn('user_id', crowd.ids), 1)
  })

  test('ask for the password first', async ({ assert }) => {
    const { part } = await createCrowd(1)
    await ageConfirmation(browser.person.id, 16)
    const next = `${NEW}?q=${part}`
    const { headers } = await send(next, { kind: 'sign_out', q: part, sure: '1' })
    assert.match(headers.location!, /^\/confirm\?next=/)
    const fields = { password: PASSWORD, next }
    const back = await browser.submit(headers.location!, fields, '/confirm')
    assert.equal(back.headers.location, next)
  })
})
