/** Sends requests from the page about an endpoint: as whoever is signed in, or by a token that was pasted. */
import { tokenInCookie } from '../../clients/typescript/src/credentials.ts'
import { say } from './words.ts'

const part = document.querySelector<HTMLElement>('[data-try]')!
const token = part.querySelector('input')!

type Field = HTMLInputElement | HTMLTextAreaElement

const fieldsIn = (form: HTMLFormElement, place: string) => [
  ...form.querySelectorAll<Field>(`[data-in=${place}]`),
]

function addressOf(form: HTMLFormElement) {
  const path = fieldsIn(form, 'path').reduce(
    (text, { name, value }) => text.replace(`{${name}}`, encodeURIComponent(value)),
    form.dataset.path!
  )
  const filled = fieldsIn(form, 'query').filter(({ value }) => value !== '')
  const query = new URLSearchParams(filled.map(({ name, value }) => [name, value]))
  return query.size ? `${path}?${query}` : path
}

const headersOf = (form: HTMLFormElement) =>
  Object.fromEntries(
    fieldsIn(form, 'header').flatMap(({ name, value }) => (value === '' ? [] : [[name, value]]))
  )

function bodyOf(form: HTMLFormElement): BodyInit | undefined {
  const [file] = fieldsIn(form, 'file') as HTMLInputElement[]
  if (!file) return fieldsIn(form, 'body')[0]?.value
  const body = new FormData()
  body.set('file', file.files![0])
  return body
}

/** A token counts alone; the cookie brings its CSRF token along. */
const credential = (): Record<string, string> =>
  token.value
    ? { Authorization: `Bearer ${token.value}` }
    : { 'X-XSRF-TOKEN': tokenInCookie() ?? '' }

function readable(text: string) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

/** What comes of a stream is shown while it comes; nobody waits for its end. */
async function follow(answer: Response, output: HTMLElement) {
  const decoder = new TextDecoder()
  const reader = answer.body!.getReader()
  for (let read = await reader.read(); !read.done; read = await reader.read())
    output.append(decoder.decode(read.value, { stream: true }))
}

/** What is under way: the next request takes its place. */
let asking: AbortController | undefined

async function ask(form: HTMLFormElement, output: HTMLElement) {
  const { method, type } = form.dataset
  const json = type === 'application/json' && { 'Content-Type': type }
  asking?.abort()
  const controller = (asking = new AbortController())
  const answer = await fetch(addressOf(form), {
    method,
    headers: { ...credential(), ...json, ...headersOf(form) },
    body: bodyOf(form),
    credentials: token.value ? 'omit' : 'same-origin',
    signal: controller.signal,
  })
  output.textContent = `${answer.status} ${answer.statusText}\n`
  const isStream = answer.headers.get('Content-Type')?.startsWith('text/event-stream')
  if (isStream) return follow(answer, output)
  output.append(readable(await answer.text()))
}

const form = part.querySelector<HTMLFormElement>('form')!
const output = form.querySelector<HTMLElement>('[data-answer]')!
part.hidden = false
form.addEventListener('submit', async (event) => {
  event.preventDefault()
  output.hidden = false
  output.textContent = '…'
  await ask(form, output).catch(({ name }) => {
    if (name !== 'AbortError') output.textContent = say('not_sent')
  })
})
