import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'

/** Encrypts what must be read back: 256 bits. */
export const generateKey = () => randomBytes(32).toString('base64url')

export const hasKey = (text: string) => /^APP_KEY=.+$/m.test(text)

/** The text of a .env file with that APP_KEY. */
export const withKey = (text: string, key: string) =>
  withLine(text, /^APP_KEY=.*$/m, `APP_KEY=${key}`)

export const withPreviousKeys = (text: string, keys: string[]) =>
  withLine(text, /^APP_PREVIOUS_KEYS=.*$/m, `APP_PREVIOUS_KEYS=${keys.join(',')}`)

function withLine(text: string, present: RegExp, line: string) {
  if (present.test(text)) return text.replace(present, () => line)
  return `${text}${text && !text.endsWith('\n') ? '\n' : ''}${line}\n`
}

/**
 * Copies .env.example to .env, with a key of its own.
 * @returns false where there is a .env already, or no example, as in a build
 */
export async function createEnvFile(root: URL) {
  const file = new URL('.env', root)
  const example = new URL('.env.example', root)
  if (existsSync(file) || !existsSync(example)) return false
  try {
    const text = withKey(await readFile(example, 'utf8'), generateKey())
    await writeFile(file, text, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    // Somebody else, who started at the same time, was first.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    const line = `APP_KEY: is missing, and .env cannot be written (${(error as Error).message}).`
    throw Object.assign(new Error(line), { code: 'E_INVALID_ENV' })
  }
  process.stderr.write('Created .env with a fresh APP_KEY.\n')
  return true
}

/**
 * In a fresh clone, so that whatever comes first works. Settings that come from elsewhere, those of a production
 * process among them, are not ours to complete.
 */
export async function createMissingEnvFile(root: URL) {
  const { APP_KEY, ENV_PATH, NODE_ENV = '', APP_PROFILE = '' } = process.env
  const isElsewhere = APP_KEY || ENV_PATH
  const isOurs = ![NODE_ENV, APP_PROFILE].some((value) => /^(production|test)$/.test(value))
  if (!isElsewhere && isOurs) await createEnvFile(root)
}
