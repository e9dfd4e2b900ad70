/** The app with a terminal for a face: a line is a tap, and a folder is the phone's storage. See README.md. */
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, isAbsolute, join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { MobileApp } from './app.js'

/** Where programs keep the state of this person: a relative path counts for nothing (XDG Base Directory Specification). */
function stateHome() {
  const { XDG_STATE_HOME: named = '' } = process.env
  return isAbsolute(named) ? named : join(homedir(), '.local/state')
}

const [baseUrl = 'http://localhost:3333', chosen] = process.argv.slice(2)
const folder = chosen ?? join(stateHome(), 'gatehouse-phone')
mkdirSync(folder, { recursive: true, mode: 0o700 })
if (!chosen) chmodSync(folder, 0o700)

/** A text in a file, which holds either what it held before or all of the new one. */
const fileStore = (name: string) => {
  const path = join(folder, name)
  return {
    read() {
      try {
        return readFileSync(path, 'utf8')
      } catch {
        return null
      }
    },
    write(text: string) {
      writeFileSync(`${path}.new`, text, { mode: 0o600 })
      renameSync(`${path}.new`, path)
    },
  }
}

let isOffline = false

const app = new MobileApp({
  baseUrl,
  secrets: fileStore('secrets'),
  disk: fileStore('state'),
  onSignedOut: () => console.log('You are signed out.'),
  fetch: (url, init) => (isOffline ? Promise.reject(new TypeError('offline')) : fetch(url, init)),
})

/** What was refused, and how many tasks are left. */
async function outcome(left: number) {
  const lines = await app.takeRefusals()
  if (left) lines.push(`Waiting for a connection: ${left}.`)
  return lines.join('\n') || 'Done.'
}

async function list() {
  const { files, isFresh } = await app.files()
  const lines = files.map(({ name, size, state }) => `${name}  ${size} B  ${state}`)
  return [...lines, isFresh ? `${lines.length} in all.` : 'As they were when last online.'].join(
    '\n'
  )
}

async function share(name: string, person: string) {
  const { files } = await app.files()
  const file = files.find((one) => one.name === name && one.id)
  return file ? outcome(await app.share(file.id!, person)) : `There is no ${name} to share.`
}

const COMMANDS: Record<string, (...words: string[]) => Promise<string>> = {
  'sign-in': async (login, first, ...rest) =>
    `Hello, ${await app.signIn(login, [first, ...rest].join(' '))}.`,
  'sign-out': async () => app.signOut().then(() => 'Goodbye.'),
  list,
  'upload': async (path) => outcome(await app.upload(basename(path), readFileSync(path))),
  share,
  'offline': async () => {
    isOffline = true
    return 'Offline.'
  },
  'online': async () => {
    isOffline = false
    return outcome(await app.catchUp())
  },
}

const HELP = `sign-in LOGIN PASSWORD | list | upload FILE | share NAME PERSON | offline | online | sign-out`

async function answer(line: string) {
  const [name, ...words] = line.trim().split(/\s+/)
  const command = COMMANDS[name]
  try {
    return command && words.length >= command.length ? await command(...words) : HELP
  } catch (error) {
    return (error as Error).message
  }
}

const ready = (said: string) => process.stdout.write(`${said}\n> `)

ready(HELP)
for await (const line of createInterface({ input: process.stdin })) ready(await answer(line))
process.stdout.write('\n')
