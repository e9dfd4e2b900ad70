import logger from '@adonisjs/core/services/logger'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** What an operator may have to look into later. docs/logging.md says what each line holds. */
export type SecurityLogEvent =
  | 'signed_in'
  | 'sign_in_failed'
  | 'signed_out'
  | 'confirmed'
  | 'confirmation_failed'
  | 'password_changed'
  | 'email_changed'
  | 'email_disowned'
  | 'username_changed'
  | 'personal_token_made'
  | 'account_suspended'
  | 'account_activated'
  | 'account_deleted'
  | 'super_user_made'
  | 'request_refused'

/**
 * A line in the log, without secrets or what somebody typed (ASVS 16.3.1).
 * @param trx written once it is committed: what was rolled back did not happen
 */
export function logSecurity(
  event: SecurityLogEvent,
  facts: Record<string, unknown>,
  trx?: TransactionClientContract
) {
  const write = () => logger.info({ event, ...facts }, event)
  if (trx) trx.after('commit', write)
  else write()
}
