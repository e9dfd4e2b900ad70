import type { BaseCommand } from '@adonisjs/core/ace'
import { chainOf, type Fault, sentencesOf } from '#exceptions/fault'
import { saidBy } from '#logs/failed_statement'

/** Why a command could not do its work, in a line for the operator. */
export class CommandFailure extends Error {}

type Invalid = { field?: string; message: string }

type ErrorLike = {
  errors?: unknown
  messages?: unknown
  code?: unknown
  cause?: unknown
}

/** The words of a command: what may be typed after its name. */
type Words = Pick<typeof BaseCommand, 'flags' | 'args'>

/** Fields of validators that have another name on the command line. */
const TYPED_AS: Record<string, string> = {
  q: 'find',
  perPage: 'limit',
  quotaBytes: 'bytes',
  fileLimit: 'files',
}

/** PostgreSQL's class of codes for tables, columns and rights that are not there. */
const NOT_THERE = /^42/

const invalidIn = (list: unknown): Invalid[] | null =>
  Array.isArray(list) && list.length > 0 ? list : null

/** The innermost cause of an error. */
function rootOf(error: unknown): unknown {
  const { cause } = (error ?? {}) as ErrorLike
  return cause ? rootOf(cause) : error
}

/** What stands in front of a sentence about a field, so that one of several options is known by it. */
function prefixOf(field: string | undefined, { flags, args }: Words) {
  const [whole] = (field ?? '').split('.')
  const name = TYPED_AS[whole] ?? whole
  const flag = flags.find((one) => one.name === name)
  if (flag) return `--${flag.flagName}: `
  const arg = args.find((one) => one.name === name)
  return arg ? `${arg.argumentName}: ` : ''
}

const sentenceOf = ({ field, message }: Invalid, words: Words) => prefixOf(field, words) + message

/** The line that says the most. Of what PostgreSQL reports, its own words rather than the statement. */
function firstLine(error: unknown) {
  const said = error instanceof Error ? saidBy(error) || error.name : String(error)
  return said.trim().split('\n')[0]
}

/** What a system that is away or full says, beginning as a sentence does. */
function reasonOf(error: Fault) {
  const reason = sentencesOf(chainOf(error))
  return reason.charAt(0).toUpperCase() + reason.slice(1)
}

/** What went wrong, in one line: the invalid fields, or the message. */
function lineOf(error: unknown, words: Words): string {
  const { errors, messages, code, cause } = (error ?? {}) as ErrorLike
  if (code === 'unavailable' && cause) return reasonOf(error as Fault).split('\n')[0]
  const invalid = invalidIn(messages) ?? invalidIn(errors)
  return invalid ? invalid.map((one) => sentenceOf(one, words)).join(' ') : firstLine(error)
}

type Doing = { isMigrating?: boolean }

/** Why the database could not do what it was asked, where that is for the operator to mend; or null. */
export async function troubleBehind(thrown: unknown, doing?: Doing) {
  const error = rootOf(thrown)
  const { isDatabaseAway } = await import('#exceptions/database_away')
  const isOfDatabase = isDatabaseAway(error) || NOT_THERE.test(String((error as ErrorLike)?.code))
  if (!isOfDatabase) return null
  const { databaseTrouble } = await import('#database/trouble')
  return databaseTrouble({ ...doing, isAwaited: true })
}

/** What went wrong, in a line that says what to do. */
export async function adviceOn(error: unknown, words: Words, doing?: Doing): Promise<string> {
  return (await troubleBehind(error, doing)) ?? lineOf(error, words)
}

/** Why a file cannot be written, by the code of the system. */
const REASONS: Record<string, string> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  EISDIR: 'it is a folder',
  EEXIST: 'it exists already',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'you may not write there',
  ENAMETOOLONG: 'its name is too long',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
}

/**
 * Waits until `file` is written, which an operator has named.
 * @throws CommandFailure that says plainly why it cannot be
 */
export async function written(file: string, writing: Promise<unknown>) {
  try {
    await writing
  } catch (error) {
    const { code = '', path, syscall } = error as NodeJS.ErrnoException
    const isOfFile = path === file || (path === undefined && syscall === 'write')
    if (!isOfFile) throw error
    throw new CommandFailure(`${file} cannot be written: ${REASONS[code] ?? code}.`)
  }
}
