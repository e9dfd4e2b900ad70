import { args, flags } from '@adonisjs/core/ace'
import type { BulkWish } from '#people/bulk/start'
import { counted } from '#words/counted'
import { CommandFailure } from '../_command.js'
import { PeopleCommand } from '../users/_people_command.js'

export default class BulkStart extends PeopleCommand {
  static commandName = 'bulk:start'
  static description = 'Suspend, activate, sign out or export everybody a filter finds'
  static help = [
    'Says how many people that is and asks for confirmation, unless --yes is given. If the command is',
    'interrupted, a server or bulk:run finishes the work. bulk:export writes an export to a file.',
    '```',
    '{{ binaryName }} bulk:start suspend --find=spam.example --reason="Sends advertising"',
    '{{ binaryName }} bulk:start sign_out --all',
    '{{ binaryName }} bulk:start export --seen-before=2026-01-01 --format=jsonl',
    '```',
  ]

  @args.string({ description: 'suspend, activate, sign_out or export' })
  declare kind: string

  @flags.boolean({ description: 'Everybody, if no filter is given' })
  declare all: boolean

  @flags.string({ description: 'Reason for a suspension; those suspended are told' })
  declare reason?: string

  @flags.string({ description: 'When a suspension ends (UTC)' })
  declare until?: string

  @flags.string({ description: 'Format of an export: csv or jsonl', default: 'csv' })
  declare format: string

  @flags.boolean({ description: 'Skip the confirmation' })
  declare yes: boolean

  protected async perform() {
    const { startBulkAction } = await import('#people/bulk/start')
    const wish = await this.#readWish()
    if (!(await this.#isSure(wish))) return 'Nothing was done.'
    const { id } = await startBulkAction(wish)
    this.logger.log(id)
    return this.#work(id)
  }

  async #readWish() {
    const { bulkActionFormValidator } = await import('#validators/admin/bulk_actions')
    const filter = this.typedFilter
    if (!this.all && !Object.values(filter).some(Boolean))
      throw new CommandFailure('Give a filter, or --all for everybody.')
    const { kind, reason, until, format } = this
    const typed = { ...filter, kind, reason, until, format, sure: true }
    const read = await bulkActionFormValidator.validate(typed)
    const { q, status, confirmed, seenAfter, seenBefore, sure, ...wish } = read
    return { ...wish, filter: { q, status, confirmed, seenAfter, seenBefore } }
  }

  async #isSure({ kind, filter }: BulkWish) {
    if (this.yes) return true
    if (!process.stdin.isTTY)
      throw new CommandFailure(
        'There is no terminal to ask for confirmation. Use --yes to go ahead.'
      )
    const { COUNTED, howMany } = await import('#people/bulk/found')
    const count = await howMany(kind, filter, COUNTED)
    const many = counted(Math.min(count, COUNTED), 'person', 'people')
    return this.prompt.confirm(`${kind}: ${count > COUNTED ? 'more than ' : ''}${many}. Go ahead?`)
  }

  async #work(id: string) {
    const { default: BulkAction } = await import('#models/people/bulk_action')
    const { batchesOf } = await import('#people/bulk/work')
    for await (const { done, found } of batchesOf(id)) this.logger.log(`${done} of ${found}`)
    const { state, done, passedOver } = await BulkAction.findOrFail(id)
    return `Bulk action ${state}: ${counted(done, 'person', 'people')}, ${passedOver} skipped.`
  }
}
