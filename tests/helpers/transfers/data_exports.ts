import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { DateTime } from 'luxon'
import { makeExports } from '#exports/make'
import DataExport from '#models/exports/data_export'
import fileStore from '#storage/file_store'
import type { Client } from '#tests/helpers/addresses'
import { streamOf } from '#tests/helpers/storage/storage'
import { unzip } from '#tests/helpers/transfers/zip'
import type { Person } from '#tests/helpers/people/users'

/** An archive of somebody's data, as docs/features/accounts.md writes it. */
export type DataExportBody = {
  id: string
  state: 'waiting' | 'ready' | 'failed'
  size: number | null
  url: string | null
  createdAt: string
  readyAt: string | null
  expiresAt: string
}

/** Text, so that an answer can be looked through for secrets. */
const BYTES = Buffer.from('An archive, as far as tests look.\n')

/** One that is ready, whatever is in it. */
export async function keepExport({ id: userId }: Pick<Person, 'id'>) {
  const storageKey = randomUUID()
  await fileStore.writeIncoming(storageKey, streamOf(BYTES))
  await fileStore.makeFinal(storageKey)
  const now = DateTime.now()
  const bytes = { storageKey, size: BYTES.length, sha256: Buffer.alloc(32, 1) }
  const times = { readyAt: now, expiresAt: now.plus({ days: 7 }) }
  return DataExport.create({ userId, state: 'ready', ...bytes, ...times })
}

export const askForData = (client: Client) => client.api('POST', '/api/v1/me/exports')

export const exportsOf = async (client: Client) =>
  (await client.get('/api/v1/me/exports')).data<DataExportBody[]>()

/** Asks for it, has it made, and answers with what the list says of it. */
export async function madeFor(client: Client) {
  const answer = await askForData(client)
  if (answer.status !== 202) throw new Error(`Could not ask: ${answer.text}`)
  await makeExports()
  const [made] = await exportsOf(client)
  return made
}

/** What is in the archive. */
export async function contentsOf({ id }: Pick<DataExportBody, 'id'>) {
  const { storageKey } = await DataExport.findOrFail(id)
  return unzip(await buffer(await fileStore.read(storageKey!)))
}

/** Where its bytes are. */
export const bytesPath = ({ id }: Pick<DataExportBody, 'id'>) => `/file/exports/${id}`
