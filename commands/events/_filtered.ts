import { flags } from '@adonisjs/core/ace'
import { Command } from '../_command.js'

/** What commands share that find events. */
export abstract class FilteredEventsCommand extends Command {
  @flags.string({ description: 'Only those of this person: username or email address' })
  declare person?: string

  @flags.string({ description: 'access, account, files or refusals' })
  declare about?: string

  @flags.string({ description: 'Only this kind, such as signed_in: see docs/logging.md' })
  declare kind?: string

  @flags.string({ description: 'done or refused' })
  declare outcome?: string

  @flags.string({ description: 'From this time on (UTC)' })
  declare from?: string

  @flags.string({ description: 'Before this time (UTC)' })
  declare to?: string

  @flags.string({ description: 'Only requests from this IP address' })
  declare address?: string

  protected get asked() {
    const { person, about, kind, outcome, from, to, address } = this
    return { person, about, kind, outcome, from, to, address }
  }
}
