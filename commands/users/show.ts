import { args } from '@adonisjs/core/ace'
import type { DateTime } from 'luxon'
import { padColumns } from '../_columns.js'
import { Command } from '../_command.js'

const at = (time: DateTime | null) => time?.toUTC().toFormat(`yyyy-LL-dd HH:mm 'UTC'`) ?? 'never'

export default class UserShow extends Command {
  static commandName = 'user:show'
  static description = 'Show an account: status, sign-ins, personal tokens, files'

  @args.string({ description: 'Username or email address' })
  declare login: string

  protected async perform() {
    const { findPerson } = await import('#people/find')
    const { holdingsOf } = await import('#people/holdings')
    const { sizeInWords } = await import('#words/size')
    const { id } = await this.findUser(this.login)
    const person = await findPerson(id)
    const { files, signIns, personalTokens } = await holdingsOf(person)

    const { status, suspendedAt, suspendedUntil, suspensionReason } = person
    const suspension = [
      ['suspended since', at(suspendedAt)],
      ['until', suspendedUntil ? at(suspendedUntil) : 'activated by hand'],
      ['reason', suspensionReason ?? 'none given'],
    ]
    const facts = [
      ['id', String(person.id)],
      ['username', person.username],
      ['email', person.email],
      ['confirmed', at(person.emailVerifiedAt)],
      ['status', person.isSuperUser ? `${status}, the super user` : status],
      ...(status === 'suspended' ? suspension : []),
      ...(person.deletedAt ? [['deleted', at(person.deletedAt)]] : []),
      ['since', at(person.createdAt)],
      ['last seen', at(person.lastSeenAt)],
      ['sign-ins', String(signIns)],
      ['personal tokens', String(personalTokens)],
      ['files', `${files.count} of ${files.limit}`],
      ['stored', `${sizeInWords(files.bytes)} of ${sizeInWords(files.quotaBytes)}`],
    ]
    for (const cells of padColumns(facts)) this.logger.log(cells.join('  ').trimEnd())
  }
}
