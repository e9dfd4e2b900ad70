import logger from '@adonisjs/core/services/logger'
import { logOfKind } from '#logs/log_of_kind'

/** knex puts the statement, which may be long, in front of what the database said of it. */
export function withoutStatement(message: string) {
  const end = message.lastIndexOf(' - ')
  return end === -1 ? message : message.slice(end + ' - '.length)
}

/** knex writes one for each connection that it finds broken. */
const LOST = /^Connection Error: (.*)$/s

/** And one for each request that gets no connection, which fails with that error. */
const NOT_HAD = /^Acquire connection error: /

function warn(message: string) {
  if (NOT_HAD.test(message)) return
  const [, reason] = LOST.exec(message) ?? []
  if (reason === undefined) return logger.warn(message)
  logOfKind('a connection of the pool is replaced', (suppressed) =>
    logger.warn(
      { because: withoutStatement(reason), suppressed },
      'a connection to the database is replaced'
    )
  )
}

/** The log of knex, which Lucid would pass on line by line, however many requests meet the same fault. */
export const poolLog = {
  warn,
  error: (message: string) => logger.error(message),
  deprecate: (message: string) => logger.info(message),
  debug: (message: string) => logger.debug(message),
}
