import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import OutgoingMail from '#models/outgoing_mail'
import { startBulkAction } from '#people/bulk/start'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { deleteAccount, type Person, suspend, uniqueName } from '#tests/helpers/people/users'
import { makeWebhook, sendTest } from '#webhooks/manage'

export const ADMIN = '/api/v1/admin'

type Deed = {
  /** As the router has it, below ADMIN. */
  route: string
  /** Has whatever the deed needs be there, and answers with the id in the address, if that is not the person's. */
  given?: (person: Person) => Promise<string | number | void>
  body?: (person: Person) => object
}

const signInOf = async (person: Person) => (await signInApp(person)).pair.signIn.id

const tokenOf = async (person: Person) => {
  const wish = { name: 'Backup', scopes: ['files:read'] }
  const made = await (await signInApp(person)).api('POST', '/api/v1/personal-tokens', wish)
  return made.data<{ id: string }>().id
}

const webhook = async () => (await makeWebhook({ url: 'https://example.org/' })).webhook.id

async function deliveryGivenUp() {
  const { id } = await sendTest(await webhook())
  await db.from('webhook_deliveries').where({ id }).update({ state: 'given_up' })
  return id
}

async function mailGivenUp({ id: userId, email }: Person, kind: string) {
  const mail = { userId, recipient: email, kind, subject: 'Lost', state: 'given_up' } as const
  return (await OutgoingMail.create({ id: randomUUID(), ...mail })).id
}

const bulkAction = async () =>
  (await startBulkAction({ kind: 'sign_out', filter: { q: 'nobody.like.that' } })).id

function newcomer() {
  const username = uniqueName()
  return { username, email: `${username}@example.org` }
}

const rude = () => ({ reason: 'Rude.' })

/** Every change that only the super user may ask for. */
export const DEEDS: Record<string, Deed> = {
  'suspend somebody': { route: 'PUT /users/:id/suspension', body: rude },
  'end a suspension': { route: 'DELETE /users/:id/suspension', given: (person) => suspend(person) },
  'delete an account': { route: 'DELETE /users/:id' },
  'restore an account': { route: 'POST /users/:id/restoration', given: deleteAccount },
  'sign somebody out': {
    route: 'DELETE /users/:id/sign-ins',
    given: async (person) => void (await signInOf(person)),
  },
  'end one sign-in': { route: 'DELETE /sign-ins/:id', given: signInOf },
  'end all tokens': {
    route: 'DELETE /users/:id/personal-tokens',
    given: async (person) => void (await tokenOf(person)),
  },
  'end one token': { route: 'DELETE /personal-tokens/:id', given: tokenOf },
  'change limits': { route: 'PATCH /users/:id', body: () => ({ fileLimit: 3 }) },
  'send a link for a new password': { route: 'POST /users/:id/password-resets' },
  'ask for an address again': { route: 'POST /users/:id/email-verifications' },
  'confirm an address': { route: 'PUT /users/:id/email-verifications' },
  'write a lost confirmation again': {
    route: 'PUT /mails/:id',
    given: (person) => mailGivenUp(person, 'verify_email'),
  },
  'write a lost reset again': {
    route: 'PUT /mails/:id',
    given: (person) => mailGivenUp(person, 'reset_password'),
  },
  'write a lost invitation again': {
    route: 'PUT /mails/:id',
    given: (person) => mailGivenUp(person, 'account_invitation'),
  },
  'invite somebody': { route: 'POST /users', body: newcomer },
  'hand the role over': { route: 'PUT /super-user', body: ({ username }) => ({ username }) },
  'start a bulk action': {
    route: 'POST /bulk-actions',
    body: ({ username: q }) => ({ kind: 'suspend', filter: { q }, ...rude() }),
  },
  'stop a bulk action': { route: 'DELETE /bulk-actions/:id', given: bulkAction },
  'make a webhook': { route: 'POST /webhooks', body: () => ({ url: 'https://example.org/' }) },
  'change a webhook': {
    route: 'PATCH /webhooks/:id',
    given: webhook,
    body: () => ({ isActive: false }),
  },
  'remove a webhook': { route: 'DELETE /webhooks/:id', given: webhook },
  'give a webhook a new secret': { route: 'POST /webhooks/:id/secrets', given: webhook },
  'try a webhook': { route: 'POST /webhooks/:id/tests', given: webhook },
  'send a delivery again': { route: 'PUT /webhook-deliveries/:id', given: deliveryGivenUp },
}

/** The request that asks for a deed, once whatever it needs is there. */
export async function requestOf(deed: string, person: Person) {
  const { route, given, body } = DEEDS[deed]
  const id = (await given?.(person)) ?? person.id
  const [method, path] = route.replace(':id', String(id)).split(' ')
  return { method, path: ADMIN + path, body: body?.(person) }
}

/** All that a deed could change, but for what belongs to the super user. */
export const stateBeside = async ({ id }: Person) => ({
  accounts: await db.from('users').whereNot({ id }).orderBy('id'),
  signIns: await db.from('sign_ins').whereNot('user_id', id).orderBy('id').select('id'),
  tokens: await db.from('personal_tokens').whereNot('user_id', id).orderBy('id').select('id'),
  resets: await db.from('password_resets').select('token_hash'),
  mails: await db.from('outgoing_mails').orderBy('id').select('id', 'state'),
  bulkActions: await db.from('bulk_actions').orderBy('id').select('id', 'state'),
  webhooks: await db.from('webhooks').orderBy('id').select('id', 'state', 'secret'),
  deliveries: await db.from('webhook_deliveries').orderBy('id').select('id', 'state'),
})
