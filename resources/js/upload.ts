/** Sends the upload form to the API instead of a page, which can tell on the way how far it is. */
import { announce } from './announce.ts'

const form = document.querySelector<HTMLFormElement>('#upload')!
const input = form.querySelector<HTMLInputElement>('input[type=file]')!
const state = document.querySelector<HTMLElement>('.upload-state')!
const bar = state.querySelector('progress')!
const label = state.querySelector<HTMLElement>('[for=progress]')!
const failure = state.querySelector<HTMLElement>('[role=alert]')!
const cancel = state.querySelector<HTMLButtonElement>('[data-cancel]')!

const BROKEN = 'The connection broke, and nothing was kept. Please try again.'

let running: XMLHttpRequest | undefined

/** One for each choice of a file: a second try after a lost answer makes no second file. */
let idempotencyKey = ''

/** Each part of the form's foot says in which of these it is seen. */
type State = 'idle' | 'running' | 'failed' | 'full'

function show(name: State) {
  for (const part of state.querySelectorAll<HTMLElement>('[data-state]'))
    part.hidden = !part.dataset.state!.split(' ').includes(name)
  form.inert = name === 'running'
}

function fail(message: string, state: 'failed' | 'full' = 'failed') {
  show(state)
  failure.textContent = message
  input.focus()
}

function tellProgress({ loaded, total }: ProgressEvent) {
  const percent = Math.floor((loaded / total) * 100)
  if (percent === bar.value) return
  bar.value = percent
  label.textContent = percent < 100 ? `Uploading: ${percent} %` : 'Storing …'
  if (percent % 25 === 0) announce(label.textContent)
}

/** The new file stands marked in the list. */
function showInList(id: string) {
  sessionStorage.setItem('uploaded', id)
  history.replaceState(null, '', `/files#file-${id}`)
  location.reload()
}

/** After the reload. What a page says while it is still loading is not heard. */
function tellUploaded() {
  const id = sessionStorage.getItem('uploaded')
  sessionStorage.removeItem('uploaded')
  const row = document.getElementById(`file-${id}`)
  if (!row) return
  row.focus()
  setTimeout(() => announce(`${row.querySelector('a')!.textContent} is uploaded.`), 500)
}

/** What a proxy in between answers may be anything. */
function read(request: XMLHttpRequest) {
  try {
    return JSON.parse(request.responseText)
  } catch {
    return {}
  }
}

function finish(request: XMLHttpRequest) {
  const { data, code, detail, errors } = read(request)
  show('idle')
  if (data) return showInList(data.id)
  if (code === 'unauthenticated') return location.reload()
  if (code === 'csrf_failed') return fail('This page has expired. Load it again to go on.')
  const message = errors?.[0]?.message ?? detail ?? BROKEN
  fail(message, code === 'payload_too_large' ? 'full' : 'failed')
}

function upload() {
  const fields = new FormData(form)
  const request = (running = new XMLHttpRequest())
  request.open('POST', form.dataset.endpoint!)
  request.setRequestHeader('X-CSRF-TOKEN', String(fields.get('_csrf')))
  if (idempotencyKey) request.setRequestHeader('Idempotency-Key', idempotencyKey)
  request.upload.onprogress = tellProgress
  request.onload = () => finish(request)
  request.onerror = () => fail(BROKEN)
  request.onabort = () => {
    show('idle')
    announce('The upload is cancelled.')
    input.focus()
  }

  const body = new FormData()
  body.append('file', input.files![0])
  request.send(body)
  show('running')
  cancel.focus()
}

input.addEventListener('change', () => {
  idempotencyKey = globalThis.crypto.randomUUID?.() ?? ''
  show('idle')
})

form.addEventListener('submit', (event) => {
  event.preventDefault()
  const { size } = input.files![0]
  if (size > Number(form.dataset.maxBytes)) fail(form.dataset.tooLarge!)
  else upload()
})

cancel.addEventListener('click', () => running?.abort())
addEventListener('pageshow', () => show('idle'))
tellUploaded()

/** Whoever leaves now loses what is under way. */
addEventListener('beforeunload', (event) => {
  if (form.inert) event.preventDefault()
})
