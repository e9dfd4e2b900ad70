import { randomBytes, randomUUID } from 'node:crypto'
import { DateTime } from 'luxon'
import type { Scope } from '#access/scopes'
import FileLink from '#models/file_link'
import FileShare from '#models/file_share'
import OutgoingMail from '#models/outgoing_mail'
import PersonalToken from '#models/personal_token'
import SignIn from '#models/sign_in'
import User from '#models/user'
import { startBulkAction } from '#people/bulk/start'
import { workOnBulkActions } from '#people/bulk/work'
import Webhook, { encryptSecret } from '#models/webhooks/webhook'
import WebhookDelivery from '#models/webhooks/webhook_delivery'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { keepExport } from '#tests/helpers/files/data_exports'
import { keepFile } from '#tests/helpers/files/files'
import {
  createUser,
  deleteAccount,
  OTHER_PASSWORD,
  PASSWORD,
  type Person,
  registration,
  suspend,
  uniqueName,
} from '#tests/helpers/people/users'
import { givePicture } from '#tests/helpers/people/pictures'
import { putInBin } from '#files/changes'
import { generateWebhookSecret } from '#webhooks/signature'

type Body = Record<string, string | string[] | number | Record<string, string>>

/** What to send to a route so that its controller has something to do, and what it answers then. */
export type Sample = {
  status: number
  /** Path parameters, of something that is the visitor's. Without them: ids that nobody has. */
  params?: (visitor: Pick<Person, 'id'>) => Promise<Record<string, string>>
  /** JSON for the API, the fields of a form for a page. Without it: nothing in it. */
  body?: () => Body | Promise<Body>
}

let somebody: ReturnType<typeof createUser> | undefined

/** Who signs in and refreshes in the samples, whoever sends them. */
const owner = () => (somebody ??= createUser())

async function signInFields() {
  const { username, password } = await owner()
  return { login: username, password }
}

async function refreshFields() {
  const { pair } = await signInApp(await owner())
  return { refreshToken: pair.refreshToken }
}

type Owner = Pick<Person, 'id'>

const fileOf = async (visitor: Owner) => ({ id: (await keepFile(visitor)).id })

async function shareOf(visitor: Owner) {
  const { id: fileId } = await keepFile(visitor)
  const email = `${uniqueName()}@example.org`
  const { id } = await FileShare.create({ id: randomUUID(), fileId, email, role: 'viewer' })
  return { id }
}

async function linkOf(visitor: Owner) {
  const { id: fileId } = await keepFile(visitor)
  const expiresAt = DateTime.now().plus({ hours: 1 })
  const { id } = await FileLink.create({ id: randomUUID(), fileId, expiresAt })
  return { id }
}

async function signInOf({ id: userId }: Owner) {
  const now = DateTime.now()
  const times = { createdAt: now, lastSeenAt: now, expiresAt: now.plus({ days: 1 }) }
  const signIn = { userId, kind: 'app', name: 'Another', refreshGeneration: 0, ...times } as const
  const { id } = await SignIn.create(signIn)
  return { id }
}

async function personalTokenOf({ id: userId }: Owner) {
  const expiresAt = DateTime.now().plus({ days: 1 })
  const scopes: Scope[] = ['files:read']
  const token = { userId, name: uniqueName('script'), scopes, expiresAt }
  const { id } = await PersonalToken.create({ ...token, hash: randomBytes(32) })
  return { id }
}

async function binnedFileOf(visitor: Owner) {
  const file = await keepFile(visitor)
  await putInBin(file)
  return { id: file.id }
}

/** Somebody whom the super user looks at, who is neither. */
const personOf = async () => ({ id: String((await createUser()).id) })

/** To whom nobody has written yet: a form that is sent twice writes to them once. */
async function unwrittenPerson() {
  const person = registration()
  const account = { username: person.username, email: person.email, passwordHash: 'of-no-password' }
  const { id } = await User.create({ ...account, status: 'active', isSuperUser: false })
  return { ...person, id }
}

const unwrittenPersonOf = async () => ({ id: String((await unwrittenPerson()).id) })

const suspension = () => ({ reason: 'Sends advertising' })

const deletedPersonOf = async () => {
  const person = await unwrittenPerson()
  await deleteAccount(person)
  return { id: String(person.id) }
}

const suspendedPersonOf = async () => {
  const person = await createUser()
  await suspend(person)
  return { id: String(person.id) }
}

const signInOfSomebody = async () => signInOf(await createUser())
const tokenOfSomebody = async () => personalTokenOf(await createUser())

function invitation() {
  const { username, email } = registration()
  return { username, email }
}

async function mailGivenUp() {
  const { id: userId, email } = await createUser()
  const mail = { userId, recipient: email, kind: 'reset_password', subject: 'Choose' }
  const { id } = await OutgoingMail.create({ id: randomUUID(), ...mail, state: 'given_up' })
  return { id }
}

/** Of nobody, so that there is nothing to do. */
const bulkWish = () => ({ kind: 'sign_out', filter: { q: 'nobody.like.that' } })

async function bulkActionOf() {
  const { id } = await startBulkAction({ kind: 'sign_out', filter: { q: 'nobody.like.that' } })
  return { id }
}

async function exportOf() {
  const filter = { q: 'nobody.like.that' }
  const { id } = await startBulkAction({ kind: 'export', filter, format: 'csv' })
  await workOnBulkActions()
  return { id }
}
const pictureOf = async (visitor: Owner) => ({ id: await givePicture(visitor) })

const dataExportOf = async (visitor: Owner) => ({ id: (await keepExport(visitor)).id })

/** None is sent anything: no server under test runs what sends. */
async function webhookOf() {
  const secret = encryptSecret(generateWebhookSecret())
  const from = { url: 'https://hooks.invalid/', kinds: [], secret, seen: '1:1:' }
  const { id } = await Webhook.create({ id: randomUUID(), ...from, state: 'active' })
  return { id }
}

async function deliveryOf() {
  const { id: webhookId } = await webhookOf()
  const state = { state: 'given_up', attempts: 10 } as const
  const { id } = await WebhookDelivery.create({
    id: randomUUID(),
    webhookId,
    kind: 'test',
    ...state,
  })
  return { id }
}

/** There can be so many, and the samples of others have made some. */
async function webhookWish() {
  await Webhook.query().delete()
  return { url: 'https://hooks.invalid/' }
}

const heir = async () => ({ username: (await createUser()).username })

const shareWish = () => ({ with: `${uniqueName()}@example.org`, role: 'viewer' })

const newPassword = { currentPassword: PASSWORD, password: OTHER_PASSWORD }

/**
 * A route without an entry is tried with an empty body and with ids that nobody has, and may answer whatever is
 * neither a refusal at its gate nor a fault of ours.
 */
export const SAMPLES: Record<string, Sample> = {
  'POST /api/v1/users': { status: 201, body: registration },
  'POST /api/v1/tokens': { status: 201, body: signInFields },
  'POST /api/v1/tokens/refresh': { status: 200, body: refreshFields },

  'GET /api/v1/csrf-token': { status: 200 },
  'GET /api/v1/events/stream': { status: 200 },

  'POST /api/v1/device-authorizations': { status: 201 },
  'GET /.well-known/oauth-authorization-server': { status: 200 },
  'POST /oauth/token': {
    status: 200,
    body: async () => ({
      grant_type: 'refresh_token',
      refresh_token: (await refreshFields()).refreshToken,
    }),
  },
  'POST /oauth/revoke': { status: 200, body: () => ({ token: 'unknown' }) },
  'POST /oauth/device_authorization': { status: 200 },
  'POST /oauth/introspect': { status: 200, body: () => ({ token: 'unknown' }) },
  'GET /device': { status: 200 },
  'POST /api/v1/handoffs': { status: 201, body: () => ({ path: '/files' }) },

  'GET /api/v1/me/exports': { status: 200 },
  'GET /api/v1/me/exports/:id': { status: 200, params: dataExportOf },
  'GET /file/exports/:id': { status: 200, params: dataExportOf },
  'PUT /api/v1/me/picture': { status: 200 },
  'DELETE /api/v1/me/picture': { status: 204 },
  'GET /file/pictures/:id': { status: 200, params: pictureOf },
  'PUT /account/picture': { status: 303 },
  'DELETE /account/picture': { status: 303 },
  'PATCH /api/v1/me': { status: 200, body: () => ({ username: uniqueName() }) },
  'DELETE /api/v1/me': { status: 204, body: () => ({ currentPassword: PASSWORD }) },
  'PUT /api/v1/me/password': { status: 204, body: () => newPassword },

  'POST /api/v1/email-verifications': { status: 202 },
  'POST /api/v1/password-resets': {
    status: 202,
    body: () => ({ email: `${uniqueName()}@example.org` }),
  },

  'GET /.well-known/change-password': { status: 302 },
  'PUT /account/username': { status: 303, body: () => ({ username: uniqueName() }) },
  'PUT /account/email': {
    status: 303,
    body: () => ({ email: `${uniqueName()}@example.org`, currentPassword: PASSWORD }),
  },
  'POST /account/email-verifications': { status: 303 },
  'DELETE /account/pending-email': { status: 303 },
  'POST /forgot-password': {
    status: 303,
    body: () => ({ email: `${uniqueName()}@example.org` }),
  },
  'PUT /api/v1/sign-ins/current/confirmation': {
    status: 204,
    body: () => ({ password: PASSWORD }),
  },
  'POST /api/v1/personal-tokens': {
    status: 201,
    body: () => ({ name: uniqueName('script'), scopes: ['files:read'] }),
  },

  'DELETE /api/v1/personal-tokens/:id': { status: 204, params: personalTokenOf },
  'DELETE /account/tokens/:id': { status: 303, params: personalTokenOf },
  'DELETE /api/v1/sign-ins/:id': { status: 204, params: signInOf },
  'DELETE /account/sign-ins/:id': { status: 303, params: signInOf },

  'POST /api/v1/files': { status: 201 },
  'GET /api/v1/files': { status: 200 },
  'GET /api/v1/files/:id': { status: 200, params: fileOf },
  'PATCH /api/v1/files/:id': { status: 200, params: fileOf, body: () => ({ name: 'b.txt' }) },
  'DELETE /api/v1/files/:id': { status: 204, params: fileOf },
  'POST /api/v1/files/:id/restorations': { status: 200, params: binnedFileOf },
  'GET /api/v1/bin': { status: 200 },
  'DELETE /api/v1/bin/:id': { status: 204, params: binnedFileOf },
  'GET /file/:id': { status: 200, params: fileOf },

  'GET /api/v1/files/:id/shares': { status: 200, params: fileOf },
  'POST /api/v1/files/:id/shares': { status: 201, params: fileOf, body: shareWish },
  'GET /api/v1/shares': { status: 200 },
  'GET /api/v1/links': { status: 200 },
  'GET /api/v1/shares/:id': { status: 200, params: shareOf },
  'PATCH /api/v1/shares/:id': { status: 200, params: shareOf, body: () => ({ role: 'editor' }) },
  'DELETE /api/v1/shares/:id': { status: 204, params: shareOf },
  'GET /api/v1/files/:id/links': { status: 200, params: fileOf },
  'POST /api/v1/files/:id/links': { status: 201, params: fileOf },
  'DELETE /api/v1/links/:id': { status: 204, params: linkOf },

  'GET /files': { status: 200 },
  'POST /files': { status: 303 },
  'POST /files/selections': { status: 303, body: () => ({ 'files[]': randomUUID() }) },
  'GET /files/:id': { status: 200, params: fileOf },
  'PATCH /files/:id': { status: 303, params: fileOf, body: () => ({ name: 'b.txt' }) },
  'DELETE /files/:id': { status: 303, params: fileOf },
  'GET /shared-by-me': { status: 200 },
  'GET /shared-with-me': { status: 200 },
  'POST /files/:id/shares': { status: 303, params: fileOf, body: shareWish },
  'DELETE /shares': { status: 303, body: () => ({ 'shares[]': randomUUID() }) },
  'PATCH /shares/:id': { status: 303, params: shareOf, body: () => ({ role: 'editor' }) },
  'DELETE /shares/:id': { status: 303, params: shareOf },
  'POST /files/:id/links': { status: 303, params: fileOf },
  'DELETE /links/:id': { status: 303, params: linkOf },
  'GET /bin': { status: 200 },
  'POST /bin': { status: 303, body: () => ({ 'files[]': randomUUID() }) },
  'POST /bin/restorations': { status: 303, body: () => ({ 'files[]': randomUUID() }) },
  'DELETE /bin': { status: 303 },
  'POST /bin/selections': { status: 303, body: () => ({ 'files[]': randomUUID() }) },
  'DELETE /bin/selections': { status: 303, body: () => ({ 'files[]': randomUUID() }) },
  'GET /bin/:id': { status: 200, params: binnedFileOf },
  'DELETE /bin/:id': { status: 303, params: binnedFileOf },
  'POST /bin/:id/restorations': { status: 303, params: binnedFileOf },

  'GET /api/v1/admin/users': { status: 200 },
  'GET /api/v1/admin/users/:id': { status: 200, params: personOf },
  'GET /api/v1/admin/users/:id/sign-ins': { status: 200, params: personOf },
  'GET /api/v1/admin/users/:id/personal-tokens': { status: 200, params: personOf },
  'GET /api/v1/admin/users/:id/events': { status: 200, params: personOf },
  'GET /api/v1/admin/events': { status: 200 },
  'POST /api/v1/admin/users': { status: 201, body: invitation },
  'PATCH /api/v1/admin/users/:id': {
    status: 200,
    params: personOf,
    body: () => ({ fileLimit: 5 }),
  },
  'DELETE /api/v1/admin/users/:id': { status: 204, params: personOf },
  'POST /api/v1/admin/users/:id/restoration': { status: 200, params: deletedPersonOf },
  'PUT /api/v1/admin/users/:id/suspension': { status: 200, params: personOf, body: suspension },
  'DELETE /api/v1/admin/users/:id/suspension': { status: 204, params: suspendedPersonOf },
  'DELETE /api/v1/admin/users/:id/sign-ins': { status: 204, params: personOf },
  'DELETE /api/v1/admin/users/:id/personal-tokens': { status: 204, params: personOf },
  'POST /api/v1/admin/users/:id/password-resets': { status: 202, params: personOf },
  'POST /api/v1/admin/users/:id/email-verifications': { status: 202, params: unwrittenPersonOf },
  'PUT /api/v1/admin/users/:id/email-verifications': { status: 204, params: personOf },
  'DELETE /api/v1/admin/sign-ins/:id': { status: 204, params: signInOfSomebody },
  'DELETE /api/v1/admin/personal-tokens/:id': { status: 204, params: tokenOfSomebody },
  'POST /admin/invitations': { status: 303, body: invitation },
  'POST /admin/people/:id/restoration': { status: 303, params: deletedPersonOf },
  'PUT /admin/people/:id/suspension': { status: 303, params: personOf, body: suspension },
  'DELETE /admin/people/:id/suspension': { status: 303, params: suspendedPersonOf },
  'DELETE /admin/people/:id/sign-ins': { status: 303, params: personOf },
  'DELETE /admin/people/:id/personal-tokens': { status: 303, params: personOf },
  'POST /admin/people/:id/password-resets': { status: 303, params: personOf },
  'POST /admin/people/:id/email-verifications': { status: 303, params: unwrittenPersonOf },
  'PUT /admin/people/:id/email-verifications': { status: 303, params: personOf },
  'DELETE /admin/people/:id': { status: 303, params: personOf },
  'PUT /admin/people/:id/limits': { status: 303, params: personOf },
  'DELETE /admin/sign-ins/:id': { status: 303, params: signInOfSomebody },
  'DELETE /admin/personal-tokens/:id': { status: 303, params: tokenOfSomebody },
  'GET /api/v1/admin/webhooks': { status: 200 },
  'POST /api/v1/admin/webhooks': { status: 201, body: webhookWish },
  'GET /api/v1/admin/webhooks/:id': { status: 200, params: webhookOf },
  'PATCH /api/v1/admin/webhooks/:id': { status: 200, params: webhookOf },
  'DELETE /api/v1/admin/webhooks/:id': { status: 204, params: webhookOf },
  'POST /api/v1/admin/webhooks/:id/secrets': { status: 201, params: webhookOf },
  'POST /api/v1/admin/webhooks/:id/tests': { status: 202, params: webhookOf },
  'GET /api/v1/admin/webhooks/:id/deliveries': { status: 200, params: webhookOf },
  'PUT /api/v1/admin/webhook-deliveries/:id': { status: 202, params: deliveryOf },
  'GET /admin/webhooks': { status: 200 },
  'POST /admin/webhooks': { status: 201, body: webhookWish },
  'GET /admin/webhooks/:id': { status: 200, params: webhookOf },
  'PUT /admin/webhooks/:id': {
    status: 303,
    params: webhookOf,
    body: () => ({ isActive: 'false' }),
  },
  'DELETE /admin/webhooks/:id': { status: 303, params: webhookOf },
  'POST /admin/webhooks/:id/secrets': { status: 201, params: webhookOf },
  'POST /admin/webhooks/:id/tests': { status: 303, params: webhookOf },
  'PUT /admin/webhook-deliveries/:id': { status: 303, params: deliveryOf },
  'GET /api/v1/admin/mails': { status: 200 },
  'PUT /api/v1/admin/mails/:id': { status: 202, params: mailGivenUp },
  'PUT /admin/mails/:id': { status: 303, params: mailGivenUp },
  'GET /api/v1/admin/bulk-actions': { status: 200 },
  'GET /api/v1/admin/bulk-actions/:id': { status: 200, params: bulkActionOf },
  'GET /api/v1/admin/bulk-actions/:id/export': { status: 200, params: exportOf },
  'POST /api/v1/admin/bulk-actions': { status: 201, body: bulkWish },
  'DELETE /api/v1/admin/bulk-actions/:id': { status: 204, params: bulkActionOf },
  'GET /admin/bulk-actions': { status: 200 },
  'GET /admin/bulk-actions/new': { status: 200 },
  'GET /admin/bulk-actions/:id': { status: 200, params: bulkActionOf },
  'GET /admin/bulk-actions/:id/export': { status: 200, params: exportOf },
  'POST /admin/bulk-actions': {
    status: 303,
    body: () => ({ kind: 'sign_out', q: 'nobody.like.that', sure: '1' }),
  },
  'DELETE /admin/bulk-actions/:id': { status: 303, params: bulkActionOf },
  'PUT /api/v1/admin/super-user': { status: 200, body: heir },
  'PUT /admin/super-user': {
    status: 303,
    body: async () => ({ ...(await heir()), currentPassword: PASSWORD }),
  },
  'GET /admin/super-user': { status: 200 },
  'GET /admin/invitations': { status: 200 },
  'GET /admin/people': { status: 200 },
  'GET /admin/activity': { status: 200 },
  'GET /admin/people/:id': { status: 200, params: personOf },

  'POST /confirm': { status: 303, body: () => ({ password: PASSWORD }) },
  'POST /account/tokens': {
    status: 201,
    body: () => ({ 'name': 'A script', 'scopes[]': 'files:read', 'expiresInDays': '30' }),
  },
  'POST /account/password': {
    status: 303,
    body: () => ({ ...newPassword, passwordConfirmation: OTHER_PASSWORD }),
  },
}
