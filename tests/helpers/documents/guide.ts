import { spawn } from 'node:child_process'
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import app from '@adonisjs/core/services/app'
import { ORIGIN } from '#tests/helpers/clients/http'
import { uniqueName } from '#tests/helpers/people/users'

export type Block = { language: string; isRun: boolean; code: string }

const BLOCK = /^```(\S+)( not-run)?\n([^]*?)^```$/gm

export const blocksOf = (markdown: string): Block[] =>
  [...markdown.matchAll(BLOCK)].map(([, language, mark, code]) => ({
    language,
    isRun: !mark,
    code,
  }))

type Person = { username: string; password: string }

/** Everybody who tries a guide is called ada there, has the same password, and their server is the usual one. */
const asIf = ({ username, password }: Person, code: string) =>
  code
    .replaceAll('http://localhost:3333', ORIGIN)
    .replaceAll('correct horse battery', password)
    .replaceAll('grace@', `${uniqueName('grace')}@`)
    .replace(/\bada\b/g, username)

/** Tells the status of each answer beside whatever curl does. */
const CURL = `#!/bin/sh
PATH=\${PATH#*:}
exec curl -w '%{stderr}HTTP %{http_code}\\n' "$@"
`

const EXPECTED = /# → (\d{3})$/gm

export type Ran = { exitCode: number | null; said: string; refused: string[]; expected: string[] }

/** Runs commands in a folder of their own: which of their requests were refused, and which the guide says are. */
export async function runShell(
  blocks: Block[],
  person: Person,
  variables: Record<string, string>
): Promise<Ran> {
  const folder = app.tmpPath(uniqueName('guide'))
  await mkdir(join(folder, 'bin'), { recursive: true })
  await writeFile(join(folder, 'bin/curl'), CURL)
  await chmod(join(folder, 'bin/curl'), 0o755)
  const script = blocks.map(({ code }) => asIf(person, code)).join('\n')
  const { promise, resolve, reject } = Promise.withResolvers<Ran>()
  const child = spawn('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: folder,
    env: { ...process.env, ...variables, PATH: `${join(folder, 'bin')}:${process.env.PATH}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.on('data', (chunk) => (said += chunk))
  child.stderr.on('data', (chunk) => (said += chunk))
  child.on('error', reject)
  child.on('close', (exitCode) => {
    const statuses = [...said.matchAll(/HTTP (\d{3})$/gm)].map(([, status]) => status)
    const expected = [...script.matchAll(EXPECTED)].map(([, status]) => status)
    resolve({ exitCode, said, refused: statuses.filter((status) => status >= '400'), expected })
  })
  return promise.finally(() => rm(folder, { recursive: true }))
}

const CLIENT = pathToFileURL(app.makePath('clients/typescript/src/index.js')).href

const IMPORT = /^import \{.*\} from 'gatehouse-client'\n/gm

const BEGINNING = `
import { Gatehouse, memoryStore, Problem, Unreachable } from '${CLIENT}'
const console = { log() {} }
`

/** A client that is signed in, as the first guide leaves it behind. */
const signedIn = `
const gatehouse = new Gatehouse({ baseUrl: 'http://localhost:3333', store: memoryStore() })
await gatehouse.signIn({ login: 'ada', password: 'correct horse battery' })
`

/** Runs the TypeScript of a guide as one module. */
export async function runTypeScript(blocks: Block[], person: Person) {
  const code = blocks.map((block) => block.code.replace(IMPORT, '')).join('\n')
  const start = code.includes('new Gatehouse(') ? '' : signedIn
  const file = app.tmpPath(`${uniqueName('guide')}.ts`)
  await mkdir(app.tmpPath(), { recursive: true })
  await writeFile(file, BEGINNING + asIf(person, start + code))
  await import(pathToFileURL(file).href).finally(() => rm(file))
}
