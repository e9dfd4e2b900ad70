import { randomUUID } from 'node:crypto'
import { DateTime } from 'luxon'
import FileLink from '#models/file_link'
import FileShare from '#models/file_share'
import { keepFile } from '#tests/helpers/files/files'
import { createUser, uniqueName } from '#tests/helpers/people/users'
import { putInBin } from '#files/changes'
import type { Owner, Sample } from '#tests/conformance/samples/sample'

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

async function binnedFileOf(visitor: Owner) {
  const file = await keepFile(visitor)
  await putInBin(file)
  return { id: file.id }
}

const shareWish = () => ({ with: `${uniqueName()}@example.org`, role: 'viewer' })

const personOf = async () => ({ id: String((await createUser()).id) })

/** Files, the bin, shares and links, and the limits of one account. */
export const fileSamples: Record<string, Sample> = {
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
  'POST /shares/restorations': { status: 303, body: () => ({ 'shares[]': 'unknown' }) },
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
  'PATCH /api/v1/admin/users/:id': {
    status: 200,
    params: personOf,
    body: () => ({ fileLimit: 5 }),
  },
  'PUT /admin/people/:id/limits': { status: 303, params: personOf },
}
