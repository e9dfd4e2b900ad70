import { readFile, writeFile } from 'node:fs/promises'
import CoreGenerateKey from '@adonisjs/core/commands/generate_key'
import { createEnvFile, generateKey, withKey } from '../bin/env_file.js'

/** AdonisJS's own command writes nothing if there is no .env, but says that it did; and it rewrites .env.example. */
export default class GenerateKey extends CoreGenerateKey {
  async run() {
    const shouldWrite = this.force || process.env.NODE_ENV !== 'production'
    if (!this.show && shouldWrite && (await this.#write()))
      return this.logger.action('add APP_KEY to .env').succeeded()
    this.logger.log(`APP_KEY=${generateKey()}`)
  }

  /** @returns false if there is no file to write it to */
  async #write() {
    if (await createEnvFile(this.app.appRoot)) return true
    const file = new URL('.env', this.app.appRoot)
    const text = await readFile(file, 'utf8').catch(() => null)
    if (text === null) return false
    await writeFile(file, withKey(text, generateKey()))
    return true
  }
}
