/** One file on its way to the API, which can tell on the way how far it is. */
import { type Client, Problem, type StoredFile } from '../../../clients/typescript/src/index.ts'
import { say } from '../words.ts'

export type State = 'waiting' | 'sending' | 'done' | 'failed' | 'cancelled'

export type Entry = {
  file: File
  /** One for each choice of a file: a second try after a lost answer makes no second file. */
  key: string
  state: State
  /** Bytes that have gone out. */
  loaded: number
  /** Why it failed. */
  message: string
  code?: string
  /** Of the file, once it is stored. */
  id?: string
  abort?: AbortController
}

export const entryFor = (file: File): Entry => ({
  file,
  key: globalThis.crypto.randomUUID?.() ?? '',
  state: 'waiting',
  loaded: 0,
  message: '',
})

/** What people are told. A proxy in between refuses in words that are not for them. */
function wordsFor({ code, errors, message }: Problem) {
  if (code === 'unknown') return say('broken')
  return code === 'csrf_failed' ? say('expired') : (errors[0]?.message ?? message)
}

function fail(entry: Entry, error: unknown) {
  if (entry.abort!.signal.aborted) return (entry.state = 'cancelled')
  const isRefused = error instanceof Problem
  const message = isRefused ? wordsFor(error) : say('broken')
  return Object.assign(entry, {
    state: 'failed',
    message,
    code: isRefused ? error.code : undefined,
  })
}

/** @param tell called whenever there is something new to show */
export async function send(entry: Entry, client: Client, tell: () => void) {
  const { signal } = (entry.abort = new AbortController())
  const onProgress = (sent: number) => {
    entry.loaded = sent
    tell()
  }
  Object.assign(entry, { state: 'sending', loaded: 0, message: '' })
  tell()
  try {
    const { id } = await client.sendFile<StoredFile>('/api/v1/files', entry.file, {
      idempotencyKey: entry.key,
      onProgress,
      signal,
    })
    Object.assign(entry, { state: 'done', id, loaded: entry.file.size })
  } catch (error) {
    fail(entry, error)
  }
}
