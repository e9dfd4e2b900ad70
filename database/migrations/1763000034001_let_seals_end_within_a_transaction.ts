import { BaseSchema } from '@adonisjs/lucid/schema'

/** @param place more about where the last seal ended, as arguments of jsonb_build_object */
const prunesEvents = (place: string) => `
  create or replace function prune_events(days integer, most integer default 100) returns integer
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
        'to', through.to_transaction, ${place}'floor', through.floor_id));
    return removed;
  end $$`

/**
 * A seal covers the events after (from_transaction, from_id), up to and including (to_transaction, to_id), in the order
 * of these pairs: so a transaction that wrote a million is sealed in parts. No event has the id 0.
 */
export default class extends BaseSchema {
  protected tableName = 'event_seals'

  async up() {
    this.schema.alterTable(this.tableName, (table) => {
      table.bigInteger('from_id').notNullable().defaultTo(0)
      table.bigInteger('to_id').notNullable().defaultTo(0)
    })
    this.schema.raw(prunesEvents(`'toId', through.to_id, `))
  }

  async down() {
    this.schema.raw(prunesEvents(''))
    this.schema.alterTable(this.tableName, (table) => {
      table.dropColumns('from_id', 'to_id')
    })
  }
}
