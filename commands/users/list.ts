import { args, flags } from '@adonisjs/core/ace'
import { goOnWith } from '../_columns.js'
import { PeopleCommand } from './_people_command.js'

const HEAD = ['id', 'username', 'email', 'status', 'since', 'last seen']

export default class UserList extends PeopleCommand {
  static commandName = 'user:list'
  static description = 'List people, or those whom a filter finds'
  static help = [
    '```',
    '{{ binaryName }} user:list example.org --status=suspended',
    '{{ binaryName }} user:list --seen-before=2026-01-01 --sort=lastSeenAt',
    '```',
  ]

  @args.string({ description: 'The same as --find', required: false })
  declare part?: string

  @flags.string({
    description: 'username, createdAt or lastSeenAt; with - in front for the reverse order',
  })
  declare sort?: string

  @flags.string({ description: 'How many at most, up to 100' })
  declare limit?: string

  @flags.string({ description: 'Go on from there: the cursor that the list before ended with' })
  declare after?: string

  @flags.boolean({ description: 'As the API answers, for programs' })
  declare json: boolean

  protected get typedFilter() {
    return { ...super.typedFilter, q: this.part ?? this.find }
  }

  protected async perform() {
    const { listPeople } = await import('#people/list')
    const { peopleListValidator } = await import('#validators/people')
    const { default: Transformer } = await import('#transformers/person_transformer')
    const { limit: perPage, sort, after } = this
    const wish = { ...this.typedFilter, perPage, sort, after }
    const { people, meta } = await listPeople(await peopleListValidator.validate(wish))

    const data = people.map((person) => new Transformer(person).toObject())
    if (this.json) return this.printJson({ data, meta })

    const rows = people.map(({ id, username, email, status: current, createdAt, lastSeenAt }) =>
      [String(id), username, email, current, createdAt, lastSeenAt].map((cell) =>
        cell === null || typeof cell === 'string' ? (cell ?? 'never') : cell.toUTC().toISODate()!
      )
    )
    this.printTable([HEAD, ...rows])
    return goOnWith(meta)
  }
}
