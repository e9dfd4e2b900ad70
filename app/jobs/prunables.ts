import { retention } from '#config/service/retention'
import { signInLimits } from '#config/service/sign_ins'
import { webhooks } from '#config/service/webhooks'

/** Rows that nobody needs any more. `where` is SQL, and uses an index. */
export type Prunable = {
  what: string
  table: string
  primaryKey: string
  where: string
  bindings?: (string | number)[]
}

/**
 * Everything that expires, in one list. Dependent rows go with it, by foreign keys.
 *
 * Used refresh tokens stay until they expire: reuse of one reveals theft (RFC 9700, 4.14.2).
 */
export const PRUNABLES: Prunable[] = [
  {
    what: 'expired access tokens',
    table: 'access_tokens',
    primaryKey: 'hash',
    where: 'expires_at <= now()',
  },
  {
    what: 'expired refresh tokens',
    table: 'refresh_tokens',
    primaryKey: 'hash',
    where: 'expires_at <= now()',
  },
  {
    what: 'expired sign-ins',
    table: 'sign_ins',
    primaryKey: 'id',
    where: 'expires_at <= now()',
  },
  {
    // A session keeps the idle limit it started with. The current limit comes first, because the index covers it.
    what: 'idle sessions',
    table: 'sign_ins',
    primaryKey: 'id',
    where: `expires_at > now() and last_seen_at <= now() - make_interval(secs => ?) and exists (
      select from sessions where sessions.sign_in_id = sign_ins.id
      and sign_ins.last_seen_at <= now() - make_interval(secs => sessions.idle_limit_seconds))`,
    bindings: [signInLimits.sessionIdle],
  },
  {
    // For a day no answer clears the cookie of a browser that has another one by now.
    what: 'replaced session ids',
    table: 'former_session_ids',
    primaryKey: 'id_hash',
    where: `good_until <= now() - interval '1 day'`,
  },
  {
    what: 'records of forms and keys that were sent',
    table: 'sent_forms',
    primaryKey: 'key_hash',
    where: `created_at <= now() - interval '1 day'`,
  },
  {
    what: 'expired handoffs',
    table: 'handoffs',
    primaryKey: 'token_hash',
    where: 'expires_at <= now()',
  },
  {
    // For an hour its app is told that the code has expired.
    what: 'expired device codes',
    table: 'device_authorizations',
    primaryKey: 'device_code_hash',
    where: `expires_at <= now() - interval '1 hour'`,
  },
  {
    what: 'expired personal tokens',
    table: 'personal_tokens',
    primaryKey: 'id',
    where: 'expires_at <= now()',
  },
  {
    what: 'expired counters of rate limits',
    table: 'rate_limits',
    primaryKey: 'key',
    where: 'expire <= (extract(epoch from now()) * 1000)::bigint',
  },
  {
    what: 'expired email confirmations',
    table: 'email_verifications',
    primaryKey: 'id',
    where: 'expires_at <= now()',
  },
  {
    what: 'expired password resets',
    table: 'password_resets',
    primaryKey: 'id',
    where: 'expires_at <= now()',
  },
  {
    what: 'expired shares',
    table: 'file_shares',
    primaryKey: 'id',
    where: 'expires_at <= now()',
  },
  {
    what: 'expired links to files',
    table: 'file_links',
    primaryKey: 'id',
    where: 'expires_at <= now()',
  },
  {
    what: 'sent emails',
    table: 'outgoing_mails',
    primaryKey: 'id',
    where: `created_at <= now() - make_interval(days => ?) and state <> 'waiting'`,
    bindings: [retention.sentMails],
  },
  {
    what: 'old exports of people',
    table: 'export_parts',
    primaryKey: 'ctid',
    where: 'created_at <= now() - make_interval(days => ?)',
    bindings: [retention.exports],
  },
  {
    what: 'finished bulk actions',
    table: 'bulk_actions',
    primaryKey: 'id',
    where: 'ended_at <= now() - make_interval(days => ?)',
    bindings: [retention.bulkActions],
  },
  {
    what: 'old webhook deliveries',
    table: 'webhook_deliveries',
    primaryKey: 'id',
    where: 'created_at <= now() - make_interval(days => ?)',
    bindings: [webhooks.listed],
  },
  {
    what: 'devices not seen for a long time',
    table: 'known_devices',
    primaryKey: 'ctid',
    where: 'last_seen_at <= now() - make_interval(days => ?)',
    bindings: [retention.knownDevices],
  },
]
