/** What is told on the page that comes next: no page can choose files again, and what is done stands in its list. */
import { announce } from '../announce.ts'
import { say } from '../words.ts'
import type { Entry } from './send.ts'
import { filesInWords } from './words.ts'

/** Milliseconds. What a page says while it is still loading is not heard. */
const UNTIL_HEARD = 500

function take(key: string) {
  const kept = sessionStorage.getItem(key)
  sessionStorage.removeItem(key)
  return kept
}

/** The new files stand in the list, the last of them marked. */
export function showInList(done: Entry[]) {
  const last = done.at(-1)!
  const words = done.length > 1 ? say('uploaded_many', { files: filesInWords(done.length) }) : ''
  sessionStorage.setItem('uploaded', JSON.stringify({ id: last.id, words }))
  history.replaceState(null, '', `/files#file-${last.id}`)
  location.reload()
}

export function tellUploaded() {
  const { id, words } = JSON.parse(take('uploaded') ?? '{}')
  const row = document.getElementById(`file-${id}`)
  if (!row) return
  row.focus()
  const name = row.querySelector('a')!.textContent.trim()
  setTimeout(() => announce(words || say('uploaded', { name })), UNTIL_HEARD)
}

/** Their names outlast the sign-in. */
export function signIn(left: Entry[]) {
  sessionStorage.setItem('left', left.map(({ file }) => file.name).join(', '))
  location.reload()
}

/** What to choose again after the sign-in, if anything was left. */
export function leftInWords() {
  const names = take('left')
  return names && say('choose_again', { names })
}
