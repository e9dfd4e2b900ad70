import { args, flags } from '@adonisjs/core/ace'
import { goOnWith } from '../_columns.js'
import { paged } from '../administration/_paged.js'
import { PeopleCommand } from './_people_command.js'

const HEAD = ['id', 'username', 'email', 'status', 'since', 'last seen']

export default class UserList extends paged(PeopleCommand) {
  static commandName = 'user:list'
  static description = 'List everybody, or those a filter finds'
  static help = [
    '```',
    '{{ binaryName }} user:list example.org --status=suspended',
    '{{ binaryName }} user:list --seen-before=2026-01-01 --sort=lastSeenAt',
    '```',
  ]

  @args.string({ description: 'The same as --find', required: false })
  declare part?: string

  @flags.string({
    description: 'username, createdAt or lastSeenAt; put - in front to reverse the order',
  })
  declare sort?: string

  protected get typedFilter() {
    return { ...super.typedFilter, q: this.part ?? this.find }
  }

  protected async perform() {
    const { listPeople } = await import('#people/list')
    const { peopleListValidator } = await import('#validators/people')
    const { default: Transformer } = await import('#transformers/person_transformer')
    const wish = { ...this.typedFilter, ...this.typedPage, sort: this.sort }
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
