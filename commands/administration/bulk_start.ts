import { args, flags } from '@adonisjs/core/ace'
import type { BulkWish } from '#people/bulk/start'
import { counted } from '#words/counted'
import { CommandFailure } from '../_command.js'
import { PeopleCommand } from '../users/_people_command.js'

export default class BulkStart extends PeopleCommand {
  static commandName = 'bulk:start'
  static description = 'Suspend, activate, sign out or export all people whom a filter finds'
  static help = [
    'Says how many that are and asks; --yes goes ahead. Where the command is ended before it is done, a server',
    'goes on, and bulk:run. bulk:export fetches what was exported.',
    '```',
    '{{ binaryName }} bulk:start suspend --find=spam.example --reason="Sends advertising"',
    '{{ binaryName }} bulk:start sign_out --all',
    '{{ binaryName }} bulk:start export --seen-before=2026-01-01 --format=jsonl',
    '```',
  ]

  @args.string({ description: 'suspend, activate, sign_out or export' })
  declare kind: string

  @flags.boolean({ description: 'Everybody, where no filter is given' })
  declare all: boolean

  @flags.string({ description: 'Of a suspension: why. The people are told' })
  declare reason?: string

  @flags.string({ description: 'Of a suspension: when it ends by itself (UTC)' })
  declare until?: string

  @flags.string({ description: 'Of an export: csv or jsonl', default: 'csv' })
  declare format: string

  @flags.boolean({ description: 'Do not ask' })
  declare yes: boolean

  protected async perform() {
    const { startBulkAction } = await import('#people/bulk/start')
    const wish = await this.#readWish()
    if (!(await this.#isSure(wish))) return 'Nothing is done.'
    const { id } = await startBulkAction(wish)
    this.logger.log(id)
    return this.#work(id)
  }

  async #readWish() {
    const { bulkActionFormValidator } = await import('#validators/admin/bulk_actions')
    const filter = this.typedFilter
    if (!this.all && !Object.values(filter).some(Boolean))
      throw new CommandFailure('Say whom, by a filter or with --all.')
    const { kind, reason, until, format } = this
    const typed = { ...filter, kind, reason, until, format, sure: true }
    const read = await bulkActionFormValidator.validate(typed)
    const { q, status, confirmed, seenAfter, seenBefore, sure, ...wish } = read
    return { ...wish, filter: { q, status, confirmed, seenAfter, seenBefore } }
  }

  async #isSure({ kind, filter }: BulkWish) {
    if (this.yes) return true
    if (!process.stdin.isTTY)
      throw new CommandFailure('There is no terminal to ask. With --yes it goes ahead.')
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
    return `It is ${state}: ${counted(done, 'person', 'people')}, and ${passedOver} skipped.`
  }
}
