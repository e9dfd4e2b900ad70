/** One file on its way to the API, which can tell on the way how far it is. */

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
  request?: XMLHttpRequest
}

const BROKEN = 'The connection broke, and nothing was kept. Please try again.'
const EXPIRED = 'This page has expired. Load it again to go on.'

export const entryFor = (file: File): Entry => ({
  file,
  key: globalThis.crypto.randomUUID?.() ?? '',
  state: 'waiting',
  loaded: 0,
  message: '',
})

/** What a proxy in between answers may be anything. */
function read(request: XMLHttpRequest) {
  try {
    return JSON.parse(request.responseText)
  } catch {
    return {}
  }
}

function fail(entry: Entry, message: string, code?: string) {
  Object.assign(entry, { state: 'failed', message, code })
}

function settle(entry: Entry, request: XMLHttpRequest) {
  const { data, code, detail, errors } = read(request)
  if (data) return Object.assign(entry, { state: 'done', id: data.id, loaded: entry.file.size })
  fail(entry, code === 'csrf_failed' ? EXPIRED : (errors?.[0]?.message ?? detail ?? BROKEN), code)
}

/** @param tell called whenever there is something new to show */
export function send(entry: Entry, form: HTMLFormElement, tell: () => void) {
  const { promise, resolve } = Promise.withResolvers<void>()
  const request = (entry.request = new XMLHttpRequest())
  request.open('POST', form.dataset.endpoint!)
  request.setRequestHeader('X-CSRF-TOKEN', String(new FormData(form).get('_csrf')))
  if (entry.key) request.setRequestHeader('Idempotency-Key', entry.key)
  request.upload.onprogress = ({ loaded, total }) => {
    entry.loaded = Math.round((loaded / total) * entry.file.size)
    tell()
  }
  request.onload = () => settle(entry, request)
  request.onerror = () => fail(entry, BROKEN)
  request.onabort = () => (entry.state = 'cancelled')
  request.onloadend = () => resolve()

  const body = new FormData()
  body.append('file', entry.file)
  Object.assign(entry, { state: 'sending', loaded: 0, message: '' })
  request.send(body)
  tell()
  return promise
}
