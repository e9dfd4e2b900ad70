import { signInApp } from '#tests/helpers/clients/sign_in'
import { send } from '#tests/helpers/clients/http'
import { confirmAddress } from '#tests/helpers/addresses'
import { linked, shared, signInOwner } from '#tests/helpers/files/sharing'
import { file, form, MULTIPART } from '#tests/helpers/transfers/uploads'
import { createUser, uniqueName } from '#tests/helpers/people/users'
import { attempt, type Write } from '#tests/helpers/database/writes'

/** By somebody who has a file. */
async function withFile(method: string, pathOf: (id: string) => string, json?: unknown) {
  const { owner, file: kept } = await signInOwner()
  await confirmAddress(owner)
  return attempt(method, pathOf(kept.id), { json, token: owner.pair.accessToken })
}

async function withBinnedFile(method: string, pathOf: (id: string) => string) {
  const wanted = await withFile(method, pathOf)
  const [, id] = /([\da-f-]{36})/.exec(wanted.path)!
  const headers = { Authorization: `Bearer ${wanted.options!.token}` }
  await send('DELETE', `/api/v1/files/${id}`, { headers })
  return wanted
}

/** Of files, shares and links. */
export const FILE_WRITES: Write[] = [
  {
    write: 'an upload',
    table: 'files',
    async prepare() {
      const body = form(file('notes.txt'))
      const { pair } = await signInApp()
      return attempt('POST', '/files', { body, headers: MULTIPART, token: pair.accessToken })
    },
  },
  {
    write: 'a new name of a file',
    table: 'files',
    prepare: () => withFile('PATCH', (id) => `/files/${id}`, { name: 'other.txt' }),
  },
  {
    write: 'a removal to the bin',
    table: 'files',
    prepare: () => withFile('DELETE', (id) => `/files/${id}`),
  },
  {
    write: 'a restoration from the bin',
    table: 'files',
    prepare: () => withBinnedFile('POST', (id) => `/files/${id}/restorations`),
  },
  {
    write: 'a removal for good',
    table: 'files',
    prepare: () => withBinnedFile('DELETE', (id) => `/bin/${id}`),
  },
  {
    write: 'a share',
    table: 'file_shares',
    async prepare() {
      const { username } = await createUser()
      return withFile('POST', (id) => `/files/${id}/shares`, { with: username, role: 'viewer' })
    },
  },
  {
    write: 'an invitation',
    table: 'outgoing_mails',
    prepare: () =>
      withFile('POST', (id) => `/files/${id}/shares`, {
        with: `${uniqueName()}@example.org`,
        role: 'viewer',
      }),
  },
  {
    write: 'the end of a share',
    table: 'file_shares',
    async prepare() {
      const { owner, file: kept } = await signInOwner()
      const { id } = await shared(owner, kept, { with: (await createUser()).username })
      return attempt('DELETE', `/shares/${id}`, { token: owner.pair.accessToken })
    },
  },
  {
    write: 'a link',
    table: 'file_links',
    prepare: () => withFile('POST', (id) => `/files/${id}/links`, {}),
  },
  {
    write: 'the end of a link',
    table: 'file_links',
    async prepare() {
      const { owner, file: kept } = await signInOwner()
      const { id } = await linked(owner, kept)
      return attempt('DELETE', `/links/${id}`, { token: owner.pair.accessToken })
    },
  },
]
