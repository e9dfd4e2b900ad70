import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { startBulkAction } from '#people/bulk/start'
import { endAllAccess } from '#sign_ins/end'
import { makeWebhook, sendTest } from '#webhooks/manage'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { overtaken } from '#tests/helpers/overtaken'
import { signInAppOfSuperUser, uncrown } from '#tests/helpers/people/super_user'
import {
  createUser,
  deleteAccount,
  type Person,
  suspend,
  uniqueName,
} from '#tests/helpers/people/users'
import { forgetWebhooks } from '#tests/helpers/servers/receiver'

const ADMIN = '/api/v1/admin'
const REASON = { reason: 'Rude.' }

const signInOf = async (person: Person) => (await signInApp(person)).pair.signIn.id

const tokenOf = async (person: Person) => {
  const wish = { name: 'Backup', scopes: ['files:read'] }
  const made = await (await signInApp(person)).api('POST', '/api/v1/personal-tokens', wish)
  return made.data<{ id: string }>().id
}

const webhook = async () => (await makeWebhook({ url: 'https://example.org/' })).webhook.id

const bulkAction = async () =>
  (await startBulkAction({ kind: 'sign_out', filter: { q: 'nobody.like.that' } })).id

/** What the super user asks for, and what has to be there before. */
type Deed = [method: string, path: string, body?: object]

const of =
  (method: string, path: string, body?: object) =>
  ({ id }: Person) =>
    Promise.resolve<Deed>([method, `${ADMIN}/users/${id}${path}`, body])

const DEEDS: Record<string, (person: Person) => Promise<Deed>> = {
  'suspend somebody': of('PUT', '/suspension', REASON),
  'end a suspension': async (person) => {
    await suspend(person)
    return of('DELETE', '/suspension')(person)
  },
  'delete an account': of('DELETE', ''),
  'restore an account': async (person) => {
    await deleteAccount(person)
    return of('POST', '/restoration', {})(person)
  },
  'sign somebody out': async (person) => {
    await signInOf(person)
    return of('DELETE', '/sign-ins')(person)
  },
  'end one sign-in': async (person) => ['DELETE', `${ADMIN}/sign-ins/${await signInOf(person)}`],
  'end all tokens': async (person) => {
    await tokenOf(person)
    return of('DELETE', '/personal-tokens')(person)
  },
  'end one token': async (person) => [
    'DELETE',
    `${ADMIN}/personal-tokens/${await tokenOf(person)}`,
  ],
  'send a link for a new password': of('POST', '/password-resets'),
  'ask for an address again': of('POST', '/email-verifications'),
  'confirm an address': of('PUT', '/email-verifications'),
  'invite somebody': async () => {
    const username = uniqueName()
    return ['POST', `${ADMIN}/users`, { username, email: `${username}@example.org` }]
  },
  'start a bulk action': async ({ username: q }) => [
    'POST',
    `${ADMIN}/bulk-actions`,
    { kind: 'suspend', filter: { q }, ...REASON },
  ],
  'stop a bulk action': async () => ['DELETE', `${ADMIN}/bulk-actions/${await bulkAction()}`],
  'remove a webhook': async () => ['DELETE', `${ADMIN}/webhooks/${await webhook()}`],
  'try a webhook': async () => ['POST', `${ADMIN}/webhooks/${await webhook()}/tests`],
  'send a delivery again': async () => {
    const { id } = await sendTest(await webhook())
    await db.from('webhook_deliveries').where({ id }).update({ state: 'given_up' })
    return ['PUT', `${ADMIN}/webhook-deliveries/${id}`]
  },
}

/** All that a deed could change, but for what belongs to the super user. */
const stateBeside = async ({ id }: Person) => ({
  accounts: await db
    .from('users')
    .whereNot({ id })
    .orderBy('id')
    .select('id', 'status', 'email_verified_at'),
  signIns: await db.from('sign_ins').whereNot('user_id', id).orderBy('id').select('id'),
  tokens: await db.from('personal_tokens').whereNot('user_id', id).orderBy('id').select('id'),
  resets: await db.from('password_resets').select('token_hash'),
  mails: await db.from('outgoing_mails').select('id').orderBy('id'),
  bulkActions: await db.from('bulk_actions').orderBy('id').select('id', 'state'),
  webhooks: await db.from('webhooks').orderBy('id').select('id', 'state'),
  deliveries: await db.from('webhook_deliveries').orderBy('id').select('id', 'state'),
})

test.group('A super user whose access ends before the request is done', (group) => {
  group.each.setup(forgetWebhooks)
  group.each.teardown(uncrown)

  test('does not {$self}')
    .with(Object.keys(DEEDS))
    .run(async ({ assert }, deed) => {
      const app = await signInAppOfSuperUser()
      const [method, path, body] = await DEEDS[deed](await createUser())
      const before = await stateBeside(app.person)
      const { answer } = await overtaken(app.person, endAllAccess, () =>
        app.api(method, path, body)
      )
      assert.deepEqual([answer.status, answer.problem.code], [401, 'invalid_token'])
      assert.deepEqual(await stateBeside(app.person), before)
    })

  test('leaves the first of two sign-ins of their own that end each other', async ({ assert }) => {
    const first = await signInAppOfSuperUser()
    const apps = [first, await signInApp(first.person)]
    const ids = apps.map(({ pair }) => pair.signIn.id)
    const answers = await Promise.all(
      apps.map((app, at) => app.api('DELETE', `${ADMIN}/sign-ins/${ids[1 - at]}`))
    )
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [204, 401])
  })
})
