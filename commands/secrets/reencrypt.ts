import type { Dependent } from '#upkeep/previous_keys'
import { counted } from '#words/counted'
import { Command, CommandFailure } from '../_command.js'

export default class SecretsReencrypt extends Command {
  static commandName = 'secrets:reencrypt'
  static description = 'Encrypt the secrets of webhooks with the current APP_KEY'
  static help = [
    'For after a change of APP_KEY, once every instance has the new one, and the old one in APP_PREVIOUS_KEYS.',
    'Says what still needs the previous keys, and until when. Safe while the server is running, and to be run again.',
  ]

  protected async perform() {
    const { reencryptWebhooks } = await import('#webhooks/reencrypt')
    const { dependents } = await import('#upkeep/previous_keys')
    const { count, unreadable } = await reencryptWebhooks()
    this.#tell(await dependents())

    const done = `${counted(count, 'secret')} of webhooks encrypted with the current APP_KEY.`
    if (!unreadable.length) return done
    throw new CommandFailure(
      `${done} No key reads that of ${unreadable.join(', ')}: put the key into APP_PREVIOUS_KEYS, or make a new secret.`
    )
  }

  #tell(dependents: Dependent[]) {
    if (dependents.length) this.logger.log('APP_PREVIOUS_KEYS is still needed:')
    for (const { what, until } of dependents)
      this.logger.log(`  ${until ? `until ${until.toISOString()}` : 'for good'}: ${what}`)
  }
}
