import { keepExport } from '#tests/helpers/transfers/data_exports'
import { OTHER_PASSWORD, PASSWORD, registration, uniqueName } from '#tests/helpers/people/users'
import { givePicture } from '#tests/helpers/people/pictures'
import type { Owner, Sample } from '#tests/conformance/samples/sample'

const pictureOf = async (visitor: Owner) => ({ id: await givePicture(visitor) })

const dataExportOf = async (visitor: Owner) => ({ id: (await keepExport(visitor)).id })

const newPassword = { currentPassword: PASSWORD, password: OTHER_PASSWORD }

/** One's own account. */
export const accountSamples: Record<string, Sample> = {
  'POST /api/v1/users': { status: 201, body: registration },
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
  'POST /account/password': {
    status: 303,
    body: () => ({ ...newPassword, passwordConfirmation: OTHER_PASSWORD }),
  },
}
