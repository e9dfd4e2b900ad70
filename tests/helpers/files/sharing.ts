import db from '@adonisjs/lucid/services/db'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { keepFile } from '#tests/helpers/files/files'
import { type Answer, get } from '#tests/helpers/clients/http'
import type { Client } from '#tests/helpers/addresses'

/** A share, as docs/features/sharing.md writes it. */
export type ShareBody = {
  id: string
  file: { id: string; name: string }
  with: {
    username?: string
    displayName?: string | null
    pictureUrl?: string | null
    email?: string
  }
  role: 'viewer' | 'editor'
  expiresAt: string | null
  createdAt: string
  updatedAt: string
}

export type LinkBody = {
  id: string
  file: { id: string; name: string }
  url: string
  hasPassword: boolean
  maxDownloads: number | null
  downloads: number
  expiresAt: string
  createdAt: string
}

export type ShareWish = { with?: unknown; role?: unknown; expiresAt?: unknown }

/** Somebody who is signed in and keeps a file. */
export async function signInOwner(name = 'Notes.txt') {
  const owner = await signInApp()
  return { owner, file: await keepFile(owner.person, { name }) }
}

export const share = (owner: Client, file: { id: string }, wish: ShareWish) =>
  owner.api('POST', `/api/v1/files/${file.id}/shares`, { role: 'viewer', ...wish })

/** Shares a file, and answers with the share. */
export async function shared(owner: Client, file: { id: string }, wish: ShareWish) {
  const answer = await share(owner, file, wish)
  if (answer.status !== 201) throw new Error(`Could not share: ${answer.text}`)
  return answer.data<ShareBody>()
}

export const sharesOf = async (client: Client, file: { id: string }) =>
  (await client.get(`/api/v1/files/${file.id}/shares`)).data<ShareBody[]>()

export const endShare = (client: Client, { id }: { id: string }) =>
  client.api('DELETE', `/api/v1/shares/${id}`)

/** Makes a link, and answers with it. */
export async function linked(owner: Client, file: { id: string }, wish = {}) {
  const answer = await owner.api('POST', `/api/v1/files/${file.id}/links`, wish)
  if (answer.status !== 201) throw new Error(`Could not make a link: ${answer.text}`)
  return answer.data<LinkBody>()
}

/** Follows a link as somebody without any credential. */
export function follow({ url }: Pick<LinkBody, 'url'>): Promise<Answer> {
  const { pathname, search } = new URL(url)
  return get(pathname + search)
}

/** Whether somebody gets to the file: its metadata, its bytes, and the list of what is shared with them. */
export async function reach(client: Client, { id }: { id: string }) {
  const metadata = await client.get(`/api/v1/files/${id}`)
  const bytes = await client.get(`/file/${id}`)
  const list = await client.get('/api/v1/files?shared=with-me')
  const listed = list.data<{ id: string }[]>().filter((entry) => entry.id === id)
  return { metadata: metadata.status, bytes: bytes.status, listed: listed.length }
}

export const REACHED = { metadata: 200, bytes: 200, listed: 1 }
export const NOT_REACHED = { metadata: 404, bytes: 404, listed: 0 }

/** As if the end of a share or a link had come. */
export const letEnd = (table: 'file_shares' | 'file_links', { id }: { id: string }) =>
  db
    .from(table)
    .where('id', id)
    .update({ expires_at: db.raw(`now() - interval '1 second'`) })
