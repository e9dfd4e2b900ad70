type ErrorLike = {
  code?: unknown
  name?: unknown
  message?: unknown
  syscall?: unknown
  cause?: unknown
}

/**
 * Classes of PostgreSQL's codes that say: the database is away, full, busy with others or only to be read; not: the
 * query is wrong. https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const CLASSES = [
  '08', // the connection broke, or a pooler has none
  '25', // read-only, as after a failover; a transaction that was given up
  '28', // it takes this server for somebody else
  '40', // of transactions that wait for each other it gives one up
  '53', // out of disk, memory, connections
  '57', // shut down, starting up, cancelled
  '58', // its own system fails it
  'P0', // a trigger that is none of ours forbids it
]

const CODES = new Set([
  // A lock that is held for too long.
  '55P03',
  // There is no such database.
  '3D000',
  'E_COMMIT_FAILED',
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
])

/** What pg and the pool say, without a code, of a connection that broke under a statement, or is not to be had. */
const BROKEN_CONNECTION =
  /\b(Connection (terminated|ended)|is not queryable|timeout expired|Unable to acquire a connection|establishing an SSL connection)\b|^aborted$/

const isOfClass = (code: string) => code.length === 5 && CLASSES.includes(code.slice(0, 2))

/** A socket or its folder that is not there, and not a file of ours. */
const isMissingSocket = ({ code, syscall }: ErrorLike) =>
  syscall === 'connect' && (code === 'ENOENT' || code === 'EACCES')

/** Whether the database, or the way to it, is at fault: the client is to come again. */
export function isDatabaseAway(error: unknown): boolean {
  const { code, name, message, cause } = (error ?? {}) as ErrorLike
  const isAway =
    typeof code === 'string'
      ? CODES.has(code) || isOfClass(code) || isMissingSocket(error as ErrorLike)
      : name === 'KnexTimeoutError' || BROKEN_CONNECTION.test(String(message))
  return isAway || (cause !== undefined && isDatabaseAway(cause))
}
