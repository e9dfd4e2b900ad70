import { flags } from '@adonisjs/core/ace'
import { Command } from '../_command.js'

/** What commands share that list something page by page. */
export abstract class ListCommand extends Command {
  @flags.string({ description: 'How many at most, up to 100' })
  declare limit?: string

  @flags.string({ description: 'Go on from there: the cursor that the list before ended with' })
  declare after?: string

  @flags.boolean({ description: 'As the API answers, for programs' })
  declare json: boolean

  /** As input for a validator. */
  protected get typedPage() {
    return { perPage: this.limit, after: this.after }
  }
}
