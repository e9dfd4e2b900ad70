import { BaseSchema } from '@adonisjs/lucid/schema'

/** Runs before anything else touches either table, whoever sent the statement: even an UPDATE of no rows is refused. */
const refuseChanges = (table: string) => `
  create trigger ${table}_are_append_only before update or delete or truncate on ${table}
  for each statement execute function refuse_change_of_events()`

/**
 * Seals hold hashes of events, and each the hash of the previous one: see docs/decisions/2026-11-28-sealed-events.md.
 * From here on both tables are append-only, with two exceptions: old events are deleted, and scrubbing an account
 * erases where its owner was.
 */
export default class extends BaseSchema {
  protected tableName = 'event_seals'

  async up() {
    this.schema.raw(`
      create table event_seals (
        number bigint primary key,
        previous_hash bytea not null,
        hash bytea not null,
        from_transaction bigint not null,
        to_transaction bigint not null,
        floor_id bigint not null,
        event_ids bigint[] not null,
        digests bytea not null,
        last_occurred_at timestamptz not null,
        sealed_at timestamptz not null default now()
      )`)
    this.schema.raw('create sequence event_seals_made')
    this.schema.raw(`
      create function refuse_change_of_events() returns trigger language plpgsql as $$
      begin
        if current_setting('gatehouse.events_door', true) is distinct from 'open' then
          raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
        end if;
        return null;
      end $$`)
    this.schema.raw(refuseChanges('events'))
    this.schema.raw(refuseChanges('event_seals'))
    this.#openDoors()
  }

  /** They run as the owner of the tables, so that the serving role may call them and can do nothing else. */
  #openDoors() {
    this.schema.raw(`
      create function prune_events(days integer, most integer default 100) returns integer
      language plpgsql security definer set search_path from current set gatehouse.events_door to 'open' as $$
      declare
        before timestamptz := now() - make_interval(days => greatest(days, 30));
        through event_seals;
        removed integer;
      begin
        perform pg_advisory_xact_lock(hashtext('event_seals'));
        select * into through from event_seals where number = (
          select max(number) from (
            select number, bool_and(last_occurred_at <= before) over (order by number) as is_due
            from (select number, last_occurred_at from event_seals order by number limit most) as oldest
          ) as judged where is_due);
        if through.number is null then return 0; end if;
        delete from events where id in (
          select unnest(event_ids) from event_seals where number <= through.number);
        get diagnostics removed = row_count;
        delete from event_seals where number <= through.number;
        insert into events (kind, outcome, credential, details) values ('events_pruned', 'done', 'system',
          jsonb_build_object('events', removed, 'seal', through.number, 'hash', encode(through.hash, 'hex'),
            'to', through.to_transaction, 'floor', through.floor_id));
        return removed;
      end $$`)
    this.schema.raw(`
      create function scrub_events(users integer[]) returns void
      language sql security definer set search_path from current set gatehouse.events_door to 'open' as $$
        update events set ip_address = null, user_agent = null, origin_salt = null
        where origin_salt is not null and (user_id = any(users)
          or actor_id is distinct from user_id and actor_id = any(users))
      $$`)
  }

  async down() {
    this.schema.raw('drop function scrub_events(integer[])')
    this.schema.raw('drop function prune_events(integer, integer)')
    this.schema.dropTable(this.tableName)
    this.schema.raw('drop trigger events_are_append_only on events')
    this.schema.raw('drop function refuse_change_of_events()')
    this.schema.raw('drop sequence event_seals_made')
  }
}
