import { stdSerializers } from '@adonisjs/core/logger'
import { isDatabaseAway } from '#exceptions/database_away'
import { withoutStatement } from '#logs/pool_log'

type Fault = Error & { code?: unknown; command?: unknown; syscall?: unknown; errors?: unknown }

/** What PostgreSQL adds to an error: the row that it refused, or the statement with its values. */
const CONTENTS = ['detail', 'hint', 'where', 'internalQuery'] as const

/** PostgreSQL's class of codes for values that do not fit, which its messages quote. */
const UNFIT = /^22...$/

const OVER_THE_NETWORK = /^(connect|getaddrinfo|read|write)/

/** What ioredis says of a command that had no answer, in the end or in time. */
const isOfRedis = ({ name, message }: Fault) =>
  name === 'MaxRetriesPerRequestError' || message === 'Command timed out'

/** A system that we talk to, such as a mail server, is at fault, and its message says all. */
const isFromOutside = (fault: Fault) =>
  typeof fault.command === 'string' ||
  OVER_THE_NETWORK.test(String(fault.syscall)) ||
  isOfRedis(fault)

function chainOf(error: Fault): Fault[] {
  return [error, ...(error.cause instanceof Error ? chainOf(error.cause) : [])]
}

/** Mail servers repeat who an email is for. */
const withoutPerson = (sentence: string) =>
  sentence
    .split(/([\s<>"'(])/)
    .map((part) => (part.includes('@') ? `…${part.slice(part.lastIndexOf('@'))}` : part))
    .join('')

/** Where each of several addresses of a host failed, the error around them says nothing. */
function sentenceOf(fault: Fault): string {
  const { name, message, code, errors } = fault
  if (isOfRedis(fault)) return 'Redis does not answer'
  if (name === 'KnexTimeoutError') return 'no connection of the pool was free in time'
  const [first] = Array.isArray(errors) ? (errors as Fault[]) : []
  return withoutStatement(message || (first ? sentenceOf(first) : String(code)))
}

/** Without the sentence for the client, and what the pool adds to its own. */
function sentencesOf(chain: Fault[]) {
  const [outermost, ...causes] = chain
  if (outermost.code === 'unavailable' && causes.length > 0) return sentencesOf(causes)
  const said = outermost.name === 'KnexTimeoutError' ? [outermost] : chain
  return said.map(sentenceOf).join(': ')
}

function withoutContents(error: Fault) {
  const logged = { ...stdSerializers.err(error) }
  for (const field of CONTENTS) delete logged[field]
  if (!chainOf(error).some(({ code }) => UNFIT.test(String(code)))) return logged
  const masked = (text: string) =>
    text.replace(/( - [^\n]*)/g, (said) => said.replace(/"[^"]*"/g, '"…"'))
  return { ...logged, message: masked(logged.message), stack: masked(logged.stack) }
}

/**
 * An error as the log shows it. Where the database or another system is at fault, one sentence says why; a stack would
 * show our own statements over and over. A defect has its stack, but no contents of the database.
 */
export function loggedError(error: unknown) {
  if (!(error instanceof Error)) return error
  const chain = chainOf(error)
  if (!isDatabaseAway(error) && !chain.some(isFromOutside)) return withoutContents(error)
  const codes = chain.map(({ code }) => code).filter((code) => code !== undefined)
  return { type: error.name, code: codes.at(-1), message: withoutPerson(sentencesOf(chain)) }
}
