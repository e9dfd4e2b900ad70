import { flags } from '@adonisjs/core/ace'
import type { Command } from '../_command.js'

type CommandClass = abstract new (...args: any[]) => Command

/** A command that lists something page by page. */
export function paged<Base extends CommandClass>(base: Base) {
  abstract class Paged extends base {
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
  return Paged
}
