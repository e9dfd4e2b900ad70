type ErrorLike = {
  code?: unknown
  name?: unknown
  message?: unknown
  syscall?: unknown
  cause?: unknown
}

/**
 * Classes of PostgreSQL's codes that mean the database is away, full, busy or read-only, as opposed to a wrong query.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const CLASSES = [
  '08', // the connection broke, or a pooler has none
  '25', // read-only, as after a failover, or the transaction was aborted
  '28', // it rejects our credentials
  '40', // it aborted one of several transactions that waited for each other
  '53', // out of disk, memory or connections
  '57', // shutting down, starting up, or cancelled
  '58', // its own system failed
  'P0', // a trigger that is not ours refuses
]

const CODES = new Set([
  // A lock has been held for too long.
  '55P03',
  // The database does not exist.
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

/** Messages of pg and the pool, which have no code, for a connection that broke during a statement or cannot be had. */
const BROKEN_CONNECTION =
  /\b(Connection (terminated|ended)|is not queryable|timeout expired|Unable to acquire a connection|establishing an SSL connection)\b|^aborted$/

const isOfClass = (code: string) => code.length === 5 && CLASSES.includes(code.slice(0, 2))

/** A missing socket or socket folder, as opposed to a missing file of ours. */
const isMissingSocket = ({ code, syscall }: ErrorLike) =>
  syscall === 'connect' && (code === 'ENOENT' || code === 'EACCES')

/** Whether the database, or the way to it, is at fault, so that the client should try again. */
export function isDatabaseAway(error: unknown): boolean {
  const { code, name, message, cause } = (error ?? {}) as ErrorLike
  const isAway =
    typeof code === 'string'
      ? CODES.has(code) || isOfClass(code) || isMissingSocket(error as ErrorLike)
      : name === 'KnexTimeoutError' || BROKEN_CONNECTION.test(String(message))
  return isAway || (cause !== undefined && isDatabaseAway(cause))
}
