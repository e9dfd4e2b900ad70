import { flags } from '@adonisjs/core/ace'
import { counted } from '#words/counted'
import { Command } from '../_command.js'

export default class FilesPrune extends Command {
  static commandName = 'files:prune'
  static description = 'Remove files past their time in the bin, and remains of failed uploads'

  @flags.boolean({ description: 'Count them, without removing anything' })
  declare dryRun: boolean

  protected async perform() {
    const { pruneStorage } = await import('#upkeep/prune')
    const pruned = await pruneStorage({ dryRun: this.dryRun })

    for (const { what, count } of pruned) this.logger.log(`${String(count).padStart(8)}  ${what}`)
    const total = pruned.reduce((sum, { count }) => sum + count, 0)
    return this.dryRun
      ? `${counted(total, 'item')} would be removed.`
      : `${counted(total, 'item')} removed.`
  }
}
