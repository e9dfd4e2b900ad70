import { flags } from '@adonisjs/core/ace'
import { counted } from '#words/counted'
import { Command } from './_command.js'

export default class AuthPrune extends Command {
  static commandName = 'auth:prune'
  static description = 'Delete what has expired, and scrub accounts deleted long ago'

  @flags.boolean({ description: 'Count them, without deleting anything' })
  declare dryRun: boolean

  protected async perform() {
    const { prune } = await import('#jobs/prune')
    const pruned = await prune({ dryRun: this.dryRun })

    for (const { what, count } of pruned) this.logger.log(`${String(count).padStart(8)}  ${what}`)
    const total = pruned.reduce((sum, { count }) => sum + count, 0)
    return this.dryRun
      ? `${counted(total, 'row')} would be deleted.`
      : `${counted(total, 'row')} deleted.`
  }
}
