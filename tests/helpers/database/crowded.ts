import db from '@adonisjs/lucid/services/db'
import { changeWebhook, makeWebhook } from '#webhooks/manage'

/** Enough that PostgreSQL reads no table from end to end for a few rows of it. */
const CROWD = 20_000

export const CROWDED = [
  `insert into users (username, email, password_hash, status)
   select 'crowd' || i, 'crowd' || i || '@example.org', 'none', 'active' from generate_series(1, ${CROWD}) i`,
  `insert into sign_ins (user_id, kind, name, expires_at)
   select id, 'app', 'A phone', now() + interval '30 days' from users where username like 'crowd%'`,
  `insert into access_tokens (hash, sign_in_id, generation, expires_at)
   select sha256(id::text::bytea), id, 1, now() + interval '15 minutes' from sign_ins where name = 'A phone'`,
  `insert into refresh_tokens (hash, sign_in_id, generation, expires_at)
   select sha256(id::text::bytea), id, 1, now() + interval '30 days' from sign_ins where name = 'A phone'`,
  `insert into sessions (id_hash, sign_in_id)
   select sha256(id::text::bytea), id from sign_ins where name = 'A phone'`,
  `insert into personal_tokens (user_id, hash, name, scopes, expires_at)
   select id, sha256(username::bytea), 'A script', '{files:read}', now() + interval '30 days'
   from users where username like 'crowd%'`,
  `insert into known_devices (user_id, key_hash)
   select id, sha256(username::bytea) from users where username like 'crowd%'`,
  `insert into email_verifications (user_id, email, token_hash, expires_at)
   select id, email, sha256(email::bytea), now() + interval '1 day' from users where username like 'crowd%'`,
  `insert into password_resets (email, user_id, token_hash, expires_at)
   select email, id, sha256(email::bytea), now() + interval '1 hour' from users where username like 'crowd%'`,
  `insert into outgoing_mails (user_id, kind, recipient, subject, state)
   select id, 'crowd', email, 'Hello', 'sent' from users where username like 'crowd%'`,
  `insert into files (id, owner_id, name, size, media_type, sha256, state)
   select gen_random_uuid(), id, 'Report.txt', 1, 'text/plain', sha256(''), 'stored'
   from users where username like 'crowd%'`,
  `insert into file_shares (file_id, user_id, role)
   select files.id, owner_id - 1, 'viewer' from files join users on users.id = owner_id
   where username like 'crowd%' and exists (select from users as other where other.id = owner_id - 1)`,
  `insert into file_links (file_id, expires_at)
   select files.id, now() + interval '1 day' from files join users on users.id = owner_id
   where username like 'crowd%'`,
  // They stay, as all that is recorded does: the chain has to fit at the end.
  `insert into events (kind, outcome, user_id, actor_id, credential, ip_address, origin_salt, origin_digest)
   select (array['signed_in', 'signed_out', 'share_made', 'link_made'])[1 + id % 4], 'done', id,
     case when id % 7 = 0 then id - 1 else id end, 'token', address, salt,
     sha256(salt || convert_to(address || chr(10), 'utf8'))
   from (
     select id, '203.0.113.' || id % 250 as address, uuid_send(gen_random_uuid()) as salt
     from users where username like 'crowd%') as crowd`,
]

/** Of a webhook that was turned off while much was on its way. */
const DELIVERIES = `insert into webhook_deliveries (webhook_id, event_id, kind, state, attempts)
  select ?, id, kind, (array['waiting', 'delivered'])[1 + id % 2], 1
  from events where ip_address like '203.0.113.%'`

export async function crowdWebhook() {
  const { webhook } = await makeWebhook({ url: 'https://crowd.example' })
  await changeWebhook(webhook.id, { isActive: false })
  await db.rawQuery(DELIVERIES, [webhook.id])
  await db.rawQuery('analyze webhook_deliveries')
  return webhook
}
