import { flags } from '@adonisjs/core/ace'
import { padColumns } from '../_columns.js'
import { PeopleCommand } from './_people_command.js'

const HEAD = ['id', 'username', 'email', 'status', 'since', 'last seen']

export default class UserList extends PeopleCommand {
  static commandName = 'user:list'
  static description = 'List people, or those whom a filter finds'
  static help = [
    '```',
    '{{ binaryName }} user:list --find=example.org --status=suspended',
    '{{ binaryName }} user:list --seen-before=2026-01-01 --sort=lastSeenAt',
    '```',
  ]

  @flags.string({
    description: 'username, createdAt or lastSeenAt; with - in front for the reverse order',
  })
  declare sort?: string

  @flags.string({ description: 'How many at most, up to 100' })
  declare limit?: string

  @flags.string({ description: 'Go on from there: the cursor that the list before ended with' })
  declare after?: string

  protected async perform() {
    const { listPeople } = await import('#people/list')
    const { peopleListValidator } = await import('#validators/people')
    const { limit: perPage, sort, after } = this
    const wish = { ...this.typedFilter, perPage, sort, after }
    const { people, meta } = await listPeople(await peopleListValidator.validate(wish))

    const rows = people.map(({ id, username, email, status: current, createdAt, lastSeenAt }) =>
      [String(id), username, email, current, createdAt, lastSeenAt].map((cell) =>
        cell === null || typeof cell === 'string' ? (cell ?? 'never') : cell.toUTC().toISODate()!
      )
    )
    for (const cells of padColumns([HEAD, ...rows])) this.logger.log(cells.join('  ').trimEnd())
    if (meta.nextCursor) return `There are more: --after=${meta.nextCursor}`
  }
}
