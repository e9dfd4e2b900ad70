import { flags } from '@adonisjs/core/ace'
import type { Command } from '../_command.js'

/** TypeScript requires `any[]` of a class that a mixin extends (TS2545). */
type CommandClass = abstract new (...args: any[]) => Command

/** A command that lists something page by page. */
export function paged<Base extends CommandClass>(base: Base) {
  abstract class Paged extends base {
    @flags.string({ description: 'Rows per page, up to 100' })
    declare limit?: string

    @flags.string({ description: 'The cursor printed at the end of the previous page' })
    declare after?: string

    @flags.boolean({ description: 'Print JSON, in the format of the API' })
    declare json: boolean

    /** As input for a validator. */
    protected get typedPage() {
      return { perPage: this.limit, after: this.after }
    }
  }
  return Paged
}
