import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { askedBy } from '#activity/asker'
import type User from '#models/user'
import { padColumns } from './_columns.js'
import { adviceOn, CommandFailure } from './_failure.js'

export { CommandFailure }

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

const EXAMPLE_ID = '0b9a2e1c-7c1f-4f0e-9d55-0d8f3f0c7a11'
const NOT_FOUND = ['not_found', 'E_ROW_NOT_FOUND']

/** Work in progress is abandoned: all of our commands can be run again. */
function stopAtOnce(signal: NodeJS.Signals) {
  process.stderr.write('Stopped.\n')
  process.exit(128 + constants.signals[signal])
}

/**
 * What our commands share: each reports what it did in one line, or why it could not, and then exits with 1. With
 * LOG_LEVEL=debug the log has the stack of unexpected errors.
 */
export abstract class Command extends BaseCommand {
  static options: CommandOptions = { startApp: true }

  /** Whether it reads or writes the sources. A production build has others, or none. */
  static isForSources = false

  /** Does the work, and returns the line that reports it. */
  protected abstract perform(): Promise<string | void>

  async run() {
    // Before AdonisJS's own listener, which would close the database during the work.
    if (this.isMain) for (const signal of SIGNALS) process.prependListener(signal, stopAtOnce)
    try {
      const line = await askedBy(
        () => ({ credential: 'command' }),
        () => {
          this.#refuseMoreWords()
          this.#refuseBuild()
          return this.perform()
        }
      )
      if (line) this.logger.success(line)
    } catch (error) {
      this.exitCode = 1
      this.logger.error(await adviceOn(error, this.constructor as typeof BaseCommand))
      const logger = await this.app.container.make('logger')
      logger.debug({ err: error }, 'the command failed')
    }
  }

  /** A surplus argument would look like a filter. */
  #refuseMoreWords() {
    const more = this.parsed._.join(' ')
    if (more) throw new CommandFailure(`Too many arguments: ${more}.`)
  }

  #refuseBuild() {
    const { isForSources } = this.constructor as typeof Command
    if (isForSources && existsSync(this.app.makePath('adonisrc.js')))
      throw new CommandFailure('This works on the sources. Run it there, and not in the build.')
  }

  protected printTable(rows: string[][]) {
    for (const cells of padColumns(rows)) this.logger.log(cells.join('  ').trimEnd())
  }

  /** Output for programs, in the API's format. */
  protected printJson(answer: object) {
    this.logger.log(JSON.stringify(answer, null, 2))
  }

  /**
   * What the id stands for that was typed.
   * @param lists the command that shows such ids
   * @throws CommandFailure if it is no id, or nothing has it
   */
  protected async byId<Found>(
    typed: string,
    lists: string,
    find: (id: string) => Promise<Found>
  ): Promise<Found> {
    const { uuid } = await import('#words/ids/uuid')
    if (!uuid.match.test(typed))
      throw new CommandFailure(`${typed} is no id, such as ${EXAMPLE_ID}. See ${lists}.`)
    return this.foundOr(`Nothing there has the id ${typed}. See ${lists}.`, find(uuid.cast(typed)))
  }

  /** What is looked for, or the sentence that says why there is none. */
  protected foundOr<Found>(sentence: string, looking: Promise<Found>): Promise<Found> {
    return looking.catch((error) => {
      throw NOT_FOUND.includes(error.code) ? new CommandFailure(sentence) : error
    })
  }

  /** @throws CommandFailure if nobody has that username or email address */
  protected async findUser(login: string): Promise<User> {
    const { default: Users } = await import('#models/user')
    const user = (await Users.findByLogin(login)) ?? (await Users.findByReleasedEmail(login))
    if (!user) throw new CommandFailure(`No account has the username or email address ${login}.`)
    return user
  }
}
