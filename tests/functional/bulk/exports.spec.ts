import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { workOnBulkActions } from '#people/bulk/work'
import { type App, signInBrowser } from '#tests/helpers/clients/sign_in'
import { createCrowd } from '#tests/helpers/people/crowds'
import { signInAppOfSuperUser, uncrown } from '#tests/helpers/people/super_user'
import type { Person } from '#tests/helpers/people/users'

const PLACE = '/api/v1/admin/bulk-actions'

test.group('An export of people', (group) => {
  let admin: App & { person: Person }
  group.setup(async () => {
    admin = await signInAppOfSuperUser()
    return uncrown
  })

  async function start(part: string, format: string) {
    const wish = { kind: 'export', filter: { q: part }, format }
    return (await admin.api('POST', PLACE, wish)).data<{ id: string }>().id
  }

  async function exported(part: string, format: string) {
    const id = await start(part, format)
    await workOnBulkActions()
    return admin.get(`${PLACE}/${id}/export`)
  }

  test('is CSV with a head', async ({ assert }) => {
    const { part, ids } = await createCrowd(2)
    const { status, headers, text } = await exported(part, 'csv')
    assert.equal(status, 200)
    assert.match(headers['content-type']!, /^text\/csv/)
    assert.match(headers['content-disposition']!, /^attachment; filename="people-[\d-]+\.csv"$/)
    const [head, ...lines] = text.trimEnd().split('\r\n')
    assert.match(head, /^id,username,email,status,/)
    assert.deepEqual(
      lines.map((line) => line.split(',').slice(0, 4)),
      ids.map((id, place) => {
        const name = `${part}_${place + 1}`
        return [String(id), name, `${name}@example.org`, 'active']
      })
    )
  })

  test('is a line of JSON for each, of more than one part', async ({ assert }) => {
    const { part, ids } = await createCrowd(1_001)
    const { headers, text } = await exported(part, 'jsonl')
    assert.equal(headers['content-type'], 'application/x-ndjson')
    const people = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.deepEqual(
      people.map(({ id }) => id),
      ids
    )
    assert.containSubset(people[0], { status: 'active', emailVerifiedAt: null, deletedAt: null })
  })

  test('holds no cell that a spreadsheet would run: {$self}')
    .with(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '=HYPERLINK("http://a.example","x")'])
    .run(async ({ assert }, reason) => {
      const { part, ids } = await createCrowd(1)
      await db
        .from('users')
        .where('id', ids[0])
        .update({ status: 'suspended', suspension_reason: reason })
      const { text } = await exported(part, 'csv')
      const last = text.split('\r\n')[1].split(',').slice(11).join(',')
      assert.match(last, /^"?'/)
      assert.equal(last.replace(/^"(.*)"$/, '$1').replaceAll('""', '"'), `'${reason}`)
    })

  test('is not there before it is done, where it was stopped, or past its week', async ({
    assert,
  }) => {
    const { part } = await createCrowd(1)
    const id = await start(part, 'csv')
    const status = async () => (await admin.get(`${PLACE}/${id}/export`)).status
    assert.equal(await status(), 404)
    await workOnBulkActions()
    assert.equal(await status(), 200)
    await db.from('export_parts').where('bulk_action_id', id).delete()
    assert.equal(await status(), 404)

    const stopped = await start(part, 'csv')
    await admin.api('DELETE', `${PLACE}/${stopped}`)
    await workOnBulkActions()
    assert.equal((await admin.get(`${PLACE}/${stopped}/export`)).status, 404)
  })

  test('is downloaded from a page as well', async ({ assert }) => {
    const { part } = await createCrowd(1)
    const id = await start(part, 'csv')
    await workOnBulkActions()
    const browser = await signInBrowser(admin.person)
    const page = await browser.get(`/admin/bulk-actions/${id}`)
    assert.include(page.text, `href="/admin/bulk-actions/${id}/export"`)
    assert.include((await browser.get(`/admin/bulk-actions/${id}/export`)).text, part)
  })
})
