/**
 * Sends what is chosen, dropped anywhere on the page or pasted to the API instead of a page: one queue, of which each
 * file can be cancelled and tried again. Without this, the form is posted to the page.
 */
import { Client } from '../../../clients/typescript/src/index.ts'
import { announce } from '../announce.ts'
import { say } from '../words.ts'
import { leftInWords, showInList, signIn, tellUploaded } from './after_reload.ts'
import { Queue } from './queue.ts'
import { forgetRows, showRows } from './rows.ts'
import { type Entry, entryFor } from './send.ts'
import { filesInWords, sizeInWords, timeInWords } from './words.ts'

const form = document.querySelector<HTMLFormElement>('#upload')!
const input = form.querySelector<HTMLInputElement>('input[type=file]')!
const state = document.querySelector<HTMLElement>('.upload-state')!
const bar = state.querySelector('progress')!
const label = state.querySelector<HTMLElement>('[for=progress]')!
const failure = state.querySelector<HTMLElement>('[role=alert]')!
const cancel = state.querySelector<HTMLButtonElement>('[data-cancel]')!
const again = state.querySelector<HTMLButtonElement>('[data-again]')!

const csrfToken = String(new FormData(form).get('_csrf'))
const queue = new Queue(new Client({ csrfToken }), tellSoon, finish)

/** What the input held when its files were put into the queue. */
let chosen: Entry[] = []

/** Each part of the form's foot says in which of these it is seen. */
type View = 'idle' | 'running' | 'failed' | 'full'

function show(name: View) {
  for (const part of state.querySelectorAll<HTMLElement>('[data-state]'))
    part.hidden = !part.dataset.state!.split(' ').includes(name)
  form.inert = name === 'running'
}

function fail(message: string, view: 'failed' | 'full' = 'failed') {
  show(view)
  failure.textContent = message
  again.hidden = view === 'full' || !queue.withState('failed').length
  if (again.hidden) input.focus()
  else again.focus()
}

function progressInWords(percent: number) {
  const { entries, speed, size, loaded } = queue
  if (percent === 100) return say('storing')
  const time = timeInWords((size - loaded) / speed)
  const pace = speed ? say('pace', { speed: sizeInWords(speed), time }) : ''
  const { length: count } = entries
  if (count < 2) return say('progress', { percent, pace })
  const number = queue.withState('done').length + 1
  return say('progress_of', { number, count, percent, pace })
}

const tellRows = () => showRows(queue.entries, { cancel: (entry) => queue.cancel(entry), retry })

function tellProgress() {
  const percent = Math.floor((queue.loaded / Math.max(queue.size, 1)) * 100)
  if (percent !== bar.value && percent % 25 === 0) announce(say('progress', { percent, pace: '' }))
  bar.value = percent
  label.textContent = progressInWords(percent)
}

let isToTell = false

/**
 * Many files tell of themselves at once: a page is painted once for all of it. What a press did is seen before there is
 * a row for each, which takes the longer the more there are.
 */
function tellSoon() {
  if (isToTell) return
  isToTell = true
  requestAnimationFrame(() => {
    isToTell = false
    tellProgress()
    setTimeout(tellRows)
  })
}

function retry(...entries: Entry[]) {
  queue.retry(entries)
  show('running')
  cancel.focus()
}

function finish() {
  const [failed, done] = [queue.withState('failed'), queue.withState('done')]
  tellProgress()
  tellRows()
  show('idle')
  if (failed.some(({ code }) => code === 'unauthenticated')) return signIn(queue.notDone)
  if (!failed.length && done.length) return showInList(done)
  if (!failed.length) {
    announce(say('cancelled_all'))
    return input.focus()
  }
  const view = failed.some(({ code }) => code === 'payload_too_large') ? 'full' : 'failed'
  if (queue.entries.length === 1) return fail(failed[0].message, view)
  const files = filesInWords(failed.length)
  const told = done.length
    ? say('some_failed', { files, done: done.length })
    : say('all_failed', { files })
  fail(told, view)
}

/** Asked before anything is sent. What else takes room meanwhile, the API knows. */
function refusal(entries: Entry[]) {
  const { maxBytes, room, tooLarge } = form.dataset
  if (entries.some(({ file }) => file.size > Number(maxBytes))) return tooLarge!
  const all = [...new Set([...queue.open, ...entries])]
  const size = all.reduce((sum, { file }) => sum + file.size, 0)
  if (size <= Number(room)) return null
  const what = all.length > 1 ? 'no_room' : 'no_room_for_one'
  return say(what, { size: sizeInWords(size), room: sizeInWords(Number(room)) })
}

function upload(entries: Entry[]) {
  const reason = refusal(entries)
  if (reason) return fail(reason, 'full')
  if (!queue.isRunning) {
    forgetRows()
    queue.entries = []
  }
  for (const entry of entries) if (entry.state !== 'waiting') entry.state = 'waiting'
  queue.entries.push(...entries)
  show('running')
  queue.start()
  cancel.focus()
}

const filesOf = (transfer: DataTransfer | null) => [...(transfer?.files ?? [])].map(entryFor)

function take(event: Event, transfer: DataTransfer | null) {
  const entries = filesOf(transfer)
  if (!entries.length) return
  event.preventDefault()
  upload(entries)
}

input.addEventListener('change', () => {
  chosen = [...input.files!].map(entryFor)
  if (!queue.isRunning) show('idle')
})

form.addEventListener('submit', (event) => {
  event.preventDefault()
  upload(chosen)
})

cancel.addEventListener('click', () => queue.cancelAll())
again.addEventListener('click', () => retry(...queue.withState('failed')))
addEventListener('dragover', (event) => {
  if (!event.dataTransfer?.types.includes('Files')) return
  event.preventDefault()
  document.body.dataset.dropping = ''
})
addEventListener('dragleave', (event) => {
  if (!event.relatedTarget) delete document.body.dataset.dropping
})
addEventListener('drop', (event) => {
  delete document.body.dataset.dropping
  take(event, event.dataTransfer)
})
addEventListener('paste', (event) => take(event, event.clipboardData))
addEventListener('pageshow', () => show('idle'))
tellUploaded()
addEventListener('pageshow', () => {
  const left = leftInWords()
  if (left) fail(left)
})

/** Whoever leaves now loses what is under way. */
addEventListener('beforeunload', (event) => {
  if (queue.isRunning) event.preventDefault()
})
