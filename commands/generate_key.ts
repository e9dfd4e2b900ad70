import { readFile, writeFile } from 'node:fs/promises'
import CoreGenerateKey from '@adonisjs/core/commands/generate_key'
import { createEnvFile, generateKey, hasKey, withKey } from '../bin/env_file.js'

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
    await writeFile(file, withKey(text, generateKey()))
    return hasKey(text)
      ? 'replace APP_KEY in .env: what the old one held is lost (docs/operations.md)'
      : 'add APP_KEY to .env'
  }
}
