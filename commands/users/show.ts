import { args, flags } from '@adonisjs/core/ace'
import type User from '#models/user'
import type { lookAt } from '#people/holdings'
import { Command } from '../_command.js'
import { eventRows, factsOf, signInRow, tokenRow } from './_person_rows.js'

type Look = Awaited<ReturnType<typeof lookAt>>

export default class UserShow extends Command {
  static commandName = 'user:show'
  static description =
    'Show an account: status, sign-ins, personal tokens, files, and its latest events'

  @args.string({ description: 'Username or email address' })
  declare login: string

  @flags.boolean({ description: 'Print JSON, in the format of the API' })
  declare json: boolean

  protected async perform() {
    const { findPerson } = await import('#people/find')
    const { lookAt } = await import('#people/holdings')
    const { id } = await this.findUser(this.login)
    const person = await findPerson(id)
    const look = await lookAt(person)
    await (this.json ? this.#printJson(person, look) : this.#print(person, look))
  }

  async #print(person: User, { holdings, signIns, tokens, events }: Look) {
    this.printTable(await factsOf(person, holdings))
    this.#printPart('Sign-ins', signIns.map(signInRow), holdings.signIns)
    this.#printPart('Personal tokens', tokens.map(tokenRow), holdings.personalTokens)
    this.#printPart('Latest events', await eventRows(events))
  }

  #printPart(title: string, rows: string[][], total = rows.length) {
    if (rows.length === 0) return
    this.logger.log('')
    this.logger.log(total > rows.length ? `${title}: ${rows.length} of ${total}` : title)
    this.printTable(rows.map(([first, ...more]) => [`  ${first}`, ...more]))
  }

  async #printJson(person: User, { holdings, signIns, tokens, events }: Look) {
    const { namesIn } = await import('#history/people')
    const { default: Person } = await import('#transformers/person_transformer')
    const { default: SignIn } = await import('#transformers/sign_in_transformer')
    const { default: Token } = await import('#transformers/personal_token_transformer')
    const { default: Event } = await import('#transformers/events/recorded_event_transformer')
    const names = await namesIn(events)
    this.printJson({
      person: new Person(person, holdings).toObject(),
      signIns: signIns.map((signIn) => new SignIn(signIn, undefined).toObject()),
      personalTokens: tokens.map((token) => new Token(token).toObject()),
      events: events.map((event) => new Event(event, names).toObject()),
    })
  }
}
