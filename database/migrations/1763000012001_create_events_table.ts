import { BaseSchema } from '@adonisjs/lucid/schema'

/** Where somebody was when it happened: erased with the account, while its digest stays in the chain. */
const ORIGIN_DIGEST = `sha256(salt || convert_to(coalesce(ip_address, '') || E'\\n' || coalesce(user_agent, ''), 'utf8'))`

/**
 * What happened, to whom, and by whom. No column refers to another table: a row says what was true then, whatever has
 * changed since. The rows of security_events come first.
 */
export default class extends BaseSchema {
  protected tableName = 'events'

  async up() {
    this.schema.raw(`
      create table events (
        id bigint generated always as identity primary key,
        occurred_at timestamptz not null default now(),
        kind varchar(50) not null,
        outcome varchar(10) not null check (outcome in ('done', 'refused')),
        user_id integer,
        actor_id integer,
        credential varchar(20) not null,
        sign_in_id uuid,
        personal_token_id uuid,
        subject_type varchar(20),
        subject_id varchar(64),
        ip_address varchar(45),
        user_agent varchar(512),
        request_id varchar(128),
        details jsonb not null default '{}',
        origin_salt bytea,
        origin_digest bytea,
        written_by bigint not null default (pg_current_xact_id()::text::bigint)
      )`)
    this.schema.raw('create index events_user_id_index on events (user_id, id)')
    this.schema.raw(
      'create index events_actor_id_index on events (actor_id, id) where actor_id is distinct from user_id'
    )
    this.schema.raw('create index events_kind_index on events (kind, id)')
    this.schema.raw('create index events_written_by_index on events (written_by, id)')
    this.schema.raw(`
      insert into events (occurred_at, kind, outcome, user_id, credential, ip_address, user_agent, origin_salt, origin_digest)
      select created_at, kind, 'refused', user_id, 'none', ip_address, user_agent, salt, ${ORIGIN_DIGEST}
      from (select *, uuid_send(gen_random_uuid()) as salt from security_events order by id) as earlier`)
    this.schema.dropTable('security_events')
  }

  async down() {
    this.schema.raw(`
      create table security_events (
        id bigserial primary key,
        user_id integer references users (id) on delete cascade,
        kind varchar(50) not null,
        ip_address varchar(45),
        user_agent varchar(512),
        created_at timestamptz not null default now()
      )`)
    this.schema.raw('create index security_events_user_id_index on security_events (user_id)')
    this.schema.raw('create index security_events_created_at_index on security_events (created_at)')
    this.schema.raw(`
      insert into security_events (user_id, kind, ip_address, user_agent, created_at)
      select user_id, kind, ip_address, user_agent, occurred_at from events
      where kind = 'refresh_token_reused' and user_id in (select id from users) order by id`)
    this.schema.dropTable(this.tableName)
  }
}
