import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import router from '@adonisjs/core/services/router'
import { test } from '@japa/runner'
import { auditedRoutes } from '#access/audit'
import OutgoingMail from '#models/outgoing_mail'
import Webhook, { encryptSecret } from '#models/webhooks/webhook'
import WebhookDelivery from '#models/webhooks/webhook_delivery'
import { generateWebhookSecret } from '#webhooks/signature'
import { descriptionOf } from '#openapi/endpoint'
import { furnishWith } from '#tests/conformance/furnished'
import type { Answer } from '#tests/helpers/clients/http'
import { linksIn } from '#tests/helpers/clients/links'
import { type App, signInApp } from '#tests/helpers/clients/sign_in'
import { crown } from '#tests/helpers/people/super_user'
import { createUser, type Person } from '#tests/helpers/people/users'

type Entry = { id: string | number }

/** Of everything that has a list. */
const MANY = 5

async function giveUpMails() {
  const mail = { recipient: 'ada@example.org', kind: 'reset_password', subject: 'Choose' }
  for (let i = 0; i < MANY; i++)
    await OutgoingMail.create({ id: randomUUID(), ...mail, state: 'given_up' })
}

async function endBulkActions() {
  const ended = { kind: 'sign_out', filter: '{}', state: 'done', ended_at: new Date() }
  const asked = { last_user_id: 0, credential: 'cookie' }
  await db
    .table('bulk_actions')
    .multiInsert(Array.from({ length: MANY }, () => ({ ...ended, ...asked })))
}

async function makeWebhooks() {
  const secret = encryptSecret(generateWebhookSecret())
  const from = { url: 'https://hooks.invalid/', kinds: [], secret, seen: '1:1:' }
  let webhookId = ''
  for (let i = 0; i < MANY; i++) {
    const { id } = await Webhook.create({ id: randomUUID(), ...from, state: 'disabled' })
    webhookId = id
  }
  const ended = { webhookId, kind: 'test', state: 'given_up', attempts: 10 } as const
  for (let i = 0; i < MANY; i++) await WebhookDelivery.create({ id: randomUUID(), ...ended })
  return webhookId
}

const entriesIn = (answer: Answer) => answer.json<{ data: Entry[] }>().data.map(({ id }) => id)

const entriesOf = async (app: App, path: string) => entriesIn(await app.get(path))

/** Each list of the API, as it stands in the routes, with the ids of somebody who has much of everything. */
const lists = async () => {
  const found = []
  for (const route of auditedRoutes(router)) {
    const endpoint = await descriptionOf(route.route)
    if (route.face === 'api' && endpoint?.list) found.push({ path: route.path, endpoint })
  }
  return found
}

test.group('The pages of a list', (group) => {
  let app: App & { person: Person }
  let other: Person
  let file: string
  let webhook: string

  group.setup(async () => {
    app = await signInApp()
    other = await createUser()
    file = (await furnishWith(MANY, app.person)).file
    for (let i = 0; i < MANY; i++) await signInApp(other)
    await db.table('personal_tokens').multiInsert(
      Array.from({ length: MANY }, (_, i) => ({
        user_id: other.id,
        hash: Buffer.from(randomUUID()),
        name: `script ${i}`,
        scopes: '{files:read}',
        expires_at: new Date(Date.now() + 86_400_000),
      }))
    )
    await giveUpMails()
    await endBulkActions()
    webhook = await makeWebhooks()
    await crown(app.person)
    return async () => {
      await db.from('outgoing_mails').where('state', 'given_up').delete()
      await db.from('bulk_actions').delete()
      await Webhook.query().delete()
    }
  })

  const ownerOf = (path: string) => {
    if (path.includes('/webhooks/')) return webhook
    return path.includes('/admin/') ? String(other.id) : file
  }
  const fill = (path: string) => path.replace(':id', ownerOf(path))

  test('lead from one to the next, and miss and repeat none: {path}')
    .with(lists)
    .run(async ({ assert }, { path }) => {
      const address = fill(path)
      // Of people there are more than a page, and others come meanwhile.
      const few = path.endsWith('/users') ? '?perPage=100' : '?perPage=2'
      const all = await entriesOf(app, `${address}?perPage=100`)
      assert.isAtLeast(all.length, MANY)

      const walked: Entry['id'][] = []
      let next: string | undefined = address + few
      while (next && !walked.includes(all.at(-1)!)) {
        const answer = await app.get(next)
        walked.push(...entriesIn(answer))
        assert.equal(linksIn(answer).first, address + few)
        next = linksIn(answer).next
      }
      // What is recorded meanwhile may stand among them.
      assert.deepEqual(
        walked.filter((id) => all.includes(id)),
        all
      )
    })

  test('tell where those before and the last are, where pages have numbers', async ({ assert }) => {
    const address = `/api/v1/files/${file}/links?perPage=2`
    const second = await app.get(`${address}&page=2`)
    const { first, prev, next, last } = linksIn(second)
    assert.deepEqual([first, prev, last], [address, `${address}&page=1`, `${address}&page=3`])
    assert.include(next, 'after=')
    assert.sameMembers(Object.keys(linksIn(await app.get(last))), ['first', 'prev', 'last'])
    const beyond = linksIn(await app.get(`${address}&page=9`))
    assert.deepEqual([beyond.prev, beyond.next], [last, undefined])
    assert.sameMembers(Object.keys(linksIn(await app.get(next))), ['first', 'last'])
  })

  test('keep what else was asked for', async ({ assert }) => {
    const answer = await app.get('/api/v1/files?q=mine&sort=name&perPage=2')
    for (const link of Object.values(linksIn(answer)))
      assert.match(link, /^\/api\/v1\/files\?q=mine&sort=name&perPage=2/)
  })

  test('go on after each entry: {path}')
    .with(lists)
    .run(({ assert }, { endpoint }) => {
      assert.property(endpoint.query?.toJSONSchema().properties, 'after')
    })

  test('refuse a cursor of another list', async ({ assert }) => {
    const { meta } = (await app.get('/api/v1/sign-ins?perPage=2')).json<{
      meta: { nextCursor: string }
    }>()
    const answer = await app.get(`/api/v1/personal-tokens?after=${meta.nextCursor}`)
    assert.deepEqual([answer.status, answer.problem.errors![0].rule], [422, 'cursor'])
  })

  test('tell apart what was made in one moment', async ({ assert }) => {
    await db.from('file_links').where('file_id', file).update({ created_at: new Date() })
    const all = await entriesOf(app, `/api/v1/files/${file}/links`)
    const first = await app.get(`/api/v1/files/${file}/links?perPage=3`)
    const rest = await entriesOf(app, linksIn(first).next)
    assert.deepEqual([...entriesIn(first), ...rest], all)
  })
})
