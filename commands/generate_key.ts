import { readFile, writeFile } from 'node:fs/promises'
import CoreGenerateKey from '@adonisjs/core/commands/generate_key'
import { EnvParser } from '@adonisjs/core/env'
import { createEnvFile, generateKey, hasKey, withKey, withPreviousKeys } from '../bin/env_file.js'

/** What stands in .env as it is: no mark there means anything else, and no comma ends it. */
const IS_PLAIN = /^[^\s,"'`#$\\]+$/

const ODD_KEY =
  'APP_KEY has characters that APP_PREVIOUS_KEYS cannot hold, so .env stays as it is. Without the old key is lost what docs/operations.md lists.'

/** AdonisJS's own command writes nothing if there is no .env, but says that it did; and it rewrites .env.example. */
export default class GenerateKey extends CoreGenerateKey {
  async run() {
    const shouldWrite = this.force || process.env.NODE_ENV !== 'production'
    const done = !this.show && shouldWrite ? await this.#write() : null
    if (done) return this.logger.action(done).succeeded()
    this.logger.log(`APP_KEY=${generateKey()}`)
  }

  /** @returns what was done, or null if there is no file to write it to */
  async #write() {
    if (await createEnvFile(this.app.appRoot)) return 'add APP_KEY to .env'
    const file = new URL('.env', this.app.appRoot)
    const text = await readFile(file, 'utf8').catch(() => null)
    if (text === null) return null
    if (!hasKey(text)) {
      await writeFile(file, withKey(text, generateKey()))
      return 'add APP_KEY to .env'
    }
    const keys = await this.#formerKeys(text)
    if (!keys.every((key) => IS_PLAIN.test(key))) return void this.logger.warning(ODD_KEY)
    await writeFile(file, withKey(withPreviousKeys(text, keys), generateKey()))
    return 'replace APP_KEY in .env; the old one stands in APP_PREVIOUS_KEYS (docs/operations.md)'
  }

  /** The key that is replaced, and those before it. What is too short to be a key has never protected anything. */
  async #formerKeys(text: string) {
    const { isStrongKey } = await import('#start/env/keys')
    const parser = new EnvParser(text, this.app.appRoot, { ignoreProcessEnv: true })
    const { APP_KEY = '', APP_PREVIOUS_KEYS = '' } = await parser.parse()
    const earlier = APP_PREVIOUS_KEYS.split(',').map((key) => key.trim())
    return [...new Set([...(isStrongKey(APP_KEY) ? [APP_KEY] : []), ...earlier.filter(Boolean)])]
  }
}
