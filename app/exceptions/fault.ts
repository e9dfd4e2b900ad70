import { saidBy } from '#logs/failed_statement'

/** An error with what systems and libraries add to it. */
export type Fault = Error & {
  code?: unknown
  severity?: unknown
  command?: unknown
  syscall?: unknown
  errors?: unknown
}

/** Classes of PostgreSQL's codes whose messages quote names: of tables, constraints, roles or files. */
const QUOTES_NAMES = /^(08|23|25|28|3D|3F|40|42|53|55|57|58)/

/** Of those, what is also said of a text that cannot be read as a search, or as the name of something. */
const QUOTES_VALUES = new Set(['42601', '42602', '42704'])

/** In whatever language PostgreSQL says it. */
const QUOTE = /["'`«»‹›„“”‚‘’「『]/

export const isOfDatabase = ({ severity }: Fault) => typeof severity === 'string'

function mayQuoteValue(fault: Fault) {
  const code = String(fault.code)
  return isOfDatabase(fault) && (!QUOTES_NAMES.test(code) || QUOTES_VALUES.has(code))
}

/** What PostgreSQL says, up to a value in it: that may contain quotes as well, and anything else. */
function withoutValue(said: string) {
  const start = said.search(QUOTE)
  return start === -1 ? said : `${said.slice(0, start)}"…"`
}

/** What ioredis says of a command that had no answer, in the end or in time. */
const isSilentRedis = ({ name, message }: Fault) =>
  name === 'MaxRetriesPerRequestError' || message === 'Command timed out'

/** What Redis answers, such as that it only reads. It may go on with what was sent to it. */
const isRefusalOfRedis = ({ name }: Fault) => name === 'ReplyError'

/** The client of S3 says of each error how often it tried. */
export const isOfBucket = (fault: Fault) => '$metadata' in fault

/** A socket says why it broke by its code: see database_away. Files are read and written, too. */
const OVER_THE_NETWORK = /^(connect|getaddrinfo)$/

/** A system that we talk to, such as a mail server, is at fault, and its message says all. */
export const isFromOutside = (fault: Fault) =>
  typeof fault.command === 'string' ||
  OVER_THE_NETWORK.test(String(fault.syscall)) ||
  isSilentRedis(fault) ||
  isRefusalOfRedis(fault) ||
  isOfBucket(fault)

/** Where each of several addresses of a host failed, the error around them says nothing. */
export function sentenceOf(fault: Fault): string {
  const { name, message, code, errors } = fault
  if (isSilentRedis(fault)) return 'Redis does not answer'
  if (isRefusalOfRedis(fault)) return `Redis refuses: ${message.split(',')[0]}`
  if (name === 'KnexTimeoutError') return 'no connection of the pool was free in time'
  if (mayQuoteValue(fault)) return withoutValue(saidBy(fault))
  const [first] = Array.isArray(errors) ? (errors as Fault[]) : []
  return saidBy(fault) || (first ? sentenceOf(first) : String(code ?? name))
}

/** With those that caused it, the outermost first. */
export function chainOf(error: Fault): Fault[] {
  return [error, ...(error.cause instanceof Error ? chainOf(error.cause) : [])]
}

/** A sentence for the client, which says nothing where there is a reason. */
const isForClient = ({ code, cause }: Fault) => code === 'unavailable' && cause instanceof Error

/** Without the sentence for the client, and what the pool adds to its own. */
export function sentencesOf(chain: Fault[]) {
  const said = chain.filter((fault) => !isForClient(fault))
  const last = said.findIndex(({ name }) => name === 'KnexTimeoutError')
  return said
    .slice(0, last === -1 ? undefined : last + 1)
    .map(sentenceOf)
    .join(': ')
}
