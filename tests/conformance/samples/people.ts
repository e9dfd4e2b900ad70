import User from '#models/user'
import {
  createUser,
  deleteAccount,
  PASSWORD,
  registration,
  suspend,
} from '#tests/helpers/people/users'
import { signInOf, personalTokenOf } from '#tests/conformance/samples/sign_ins'
import type { Sample } from '#tests/conformance/samples/sample'

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

const heir = async () => ({ username: (await createUser()).username })

/** What the super user does to accounts. */
export const peopleSamples: Record<string, Sample> = {
  'GET /api/v1/admin/users': { status: 200 },
  'GET /api/v1/admin/users/:id': { status: 200, params: personOf },
  'GET /api/v1/admin/users/:id/sign-ins': { status: 200, params: personOf },
  'GET /api/v1/admin/users/:id/personal-tokens': { status: 200, params: personOf },
  'GET /api/v1/admin/users/:id/events': { status: 200, params: personOf },
  'GET /api/v1/admin/events': { status: 200 },
  'POST /api/v1/admin/users': { status: 201, body: invitation },
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
  'DELETE /admin/sign-ins/:id': { status: 303, params: signInOfSomebody },
  'DELETE /admin/personal-tokens/:id': { status: 303, params: tokenOfSomebody },
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
}
