import { say } from '../words.ts'
import type { Entry } from './send.ts'

const list = document.querySelector<HTMLOListElement>('[data-queue]')!
const pattern = document.querySelector<HTMLTemplateElement>('#queue-row')!

type Acts = { cancel: (entry: Entry) => void; retry: (entry: Entry) => void }

const rows = new Map<Entry, HTMLElement>()

function add(entry: Entry, { cancel, retry }: Acts) {
  const row = pattern.content.cloneNode(true) as DocumentFragment
  const element = row.querySelector<HTMLElement>('li')!
  for (const name of row.querySelectorAll('[data-name]')) name.textContent = entry.file.name
  row.querySelector('progress')!.setAttribute('aria-label', entry.file.name)
  row.querySelector('[data-row-cancel]')!.addEventListener('click', () => cancel(entry))
  row.querySelector('[data-row-retry]')!.addEventListener('click', () => retry(entry))
  list.append(row)
  rows.set(entry, element)
  return element
}

function fill(row: HTMLElement, { state, loaded, file, message }: Entry) {
  const shown = [state, loaded, message].join(' ')
  if (row.dataset.shown === shown) return
  row.dataset.shown = shown
  const bar = row.querySelector('progress')!
  bar.value = file.size ? loaded / file.size : Number(state === 'done')
  row.dataset.rowState = state
  row.querySelector('[data-state-words]')!.textContent =
    message || (state === 'failed' ? '' : say(state))
  const isOpen = state === 'waiting' || state === 'sending'
  row.querySelector<HTMLElement>('[data-row-cancel]')!.hidden = !isOpen
  row.querySelector<HTMLElement>('[data-row-retry]')!.hidden = isOpen || state === 'done'
}

/** A row each, where there are several: one alone has the bar above. */
export function showRows(entries: Entry[], acts: Acts) {
  list.hidden = entries.length < 2
  if (list.hidden) return
  for (const entry of entries) fill(rows.get(entry) ?? add(entry, acts), entry)
}

export function forgetRows() {
  list.replaceChildren()
  rows.clear()
}
