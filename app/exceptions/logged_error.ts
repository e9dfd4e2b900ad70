import { stdSerializers } from '@adonisjs/core/logger'
import { isDatabaseAway } from '#exceptions/database_away'
import {
  chainOf,
  type Fault,
  isFromOutside,
  isOfBucket,
  isOfDatabase,
  sentenceOf,
  sentencesOf,
} from '#exceptions/fault'
import { isOutOfDescriptors } from '#exceptions/out_of_descriptors'
import { besideStatement, saidBy } from '#logs/failed_statement'

/** What PostgreSQL adds to an error: the row that it refused, or the statement with its values. */
const CONTENTS = ['detail', 'hint', 'where', 'internalQuery'] as const

const AT = '\n    at '

/** Mail servers repeat who an email is for. */
const withoutPerson = (sentence: string) =>
  sentence
    .split(/([\s<>"'(])/)
    .map((part) => (part.includes('@') ? `…${part.slice(part.lastIndexOf('@'))}` : part))
    .join('')

/** A system says by a code what it refuses, and so do we of what it gave. So does node of a wrong argument. */
const isOfSystem = (fault: Fault) =>
  typeof fault.syscall === 'string' ||
  (typeof fault.code === 'string' && !(fault instanceof TypeError || fault instanceof RangeError))

/** Clients are to come again, for want of room or since the storage cannot do what it is asked. */
function isForWantOfSystem(chain: Fault[]) {
  if (chain.some(isOutOfDescriptors)) return true
  const unavailable = chain.findIndex(({ code }) => code === 'unavailable')
  if (unavailable === -1) return false
  const causes = chain.slice(unavailable + 1)
  return causes.length === 0 || isOfSystem(causes.at(-1)!)
}

const isNoDefect = (chain: Fault[]) =>
  isDatabaseAway(chain[0]) || chain.some(isFromOutside) || isForWantOfSystem(chain)

const messageOf = (fault: Fault) =>
  isOfDatabase(fault) ? besideStatement(fault, sentenceOf(fault)) : fault.message

/** Where it was thrown. What stands before it repeats the message, which may look the same. */
function framesOf(fault: Fault) {
  const { message, stack = '' } = fault
  const repeated = [message, saidBy(fault)].find((said) => said && stack.includes(said))
  if (!repeated) return ''
  const [, ...frames] = stack.slice(stack.indexOf(repeated) + repeated.length).split(AT)
  return frames.map((frame) => AT + frame).join('')
}

const stackOf = (fault: Fault) =>
  isOfDatabase(fault) ? `${fault.name}: ${messageOf(fault)}${framesOf(fault)}` : fault.stack

function withoutContents(chain: Fault[]) {
  const logged = { ...stdSerializers.err(chain[0]) }
  for (const field of CONTENTS) delete logged[field]
  const message = chain.map(messageOf).join(': ')
  return { ...logged, message, stack: chain.map(stackOf).join('\ncaused by: ') }
}

/**
 * An error as the log shows it. Where the database or another system is at fault, one sentence says why; a stack would
 * show our own statements over and over. A defect has its stack, but no contents of the database.
 */
export function loggedError(error: unknown) {
  if (!(error instanceof Error)) return error
  const chain = chainOf(error)
  if (!isNoDefect(chain)) return withoutContents(chain)
  const codes = chain.map((fault) => fault.code ?? (isOfBucket(fault) ? fault.name : undefined))
  const code = codes.findLast((known) => known !== undefined)
  return { type: error.name, code, message: withoutPerson(sentencesOf(chain)) }
}
