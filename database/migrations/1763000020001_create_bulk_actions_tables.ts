import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The super user's actions on many people at once, and their progress: everybody up to `reached` has been processed. An
 * export stores its lines beside it, written in the transaction that moves `reached`.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table bulk_actions (
        id uuid primary key default gen_random_uuid(),
        kind varchar(10) not null check (kind in ('suspend', 'activate', 'sign_out', 'export')),
        filter jsonb not null,
        reason varchar(500),
        until timestamptz,
        format varchar(5) check (format in ('csv', 'jsonl')),
        state varchar(10) not null default 'waiting' check (state in ('waiting', 'running', 'done', 'stopped')),
        found integer,
        done integer not null default 0,
        passed_over integer not null default 0,
        reached integer not null default 0,
        last_user_id integer not null,
        started_by integer references users (id) on delete set null,
        credential varchar(20) not null,
        sign_in_id uuid,
        created_at timestamptz not null default now(),
        ended_at timestamptz
      )`)
    this.schema.raw('create index bulk_actions_created_at_index on bulk_actions (created_at)')
    this.schema.raw('create index bulk_actions_started_by_index on bulk_actions (started_by)')
    this.schema.raw('create index bulk_actions_ended_at_index on bulk_actions (ended_at)')
    this.schema.raw(
      `create index bulk_actions_active on bulk_actions (created_at) where state in ('waiting', 'running')`
    )
    this.schema.raw(`
      create table export_parts (
        bulk_action_id uuid not null references bulk_actions (id) on delete cascade,
        reached integer not null,
        lines text not null,
        created_at timestamptz not null default now(),
        primary key (bulk_action_id, reached)
      )`)
    this.schema.raw('create index export_parts_created_at_index on export_parts (created_at)')
  }

  async down() {
    this.schema.dropTable('export_parts')
    this.schema.dropTable('bulk_actions')
  }
}
