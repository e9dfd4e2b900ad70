import { flags } from '@adonisjs/core/ace'
import { Command } from '../_command.js'

/** What commands share that find people. */
export abstract class PeopleCommand extends Command {
  @flags.string({ description: 'Part of the username or email address' })
  declare find?: string

  @flags.string({ description: 'active, suspended or deleted' })
  declare status?: string

  @flags.string({ description: 'Whether the email address is confirmed: true or false' })
  declare confirmed?: string

  @flags.string({ description: 'Last seen at this time or later' })
  declare seenAfter?: string

  @flags.string({ description: 'Not seen since this time' })
  declare seenBefore?: string

  /** As input for a validator. */
  protected get typedFilter() {
    const { find: q, status, confirmed, seenAfter, seenBefore } = this
    return { q, status, confirmed, seenAfter, seenBefore }
  }
}
