import { BaseSchema } from '@adonisjs/lucid/schema'

/** Writing it costs more than it is worth: within this time it is not written again. */
const PRECISION = `interval '1 hour'`

const NOTE_LAST_SEEN = `
  create function note_last_seen() returns trigger language plpgsql as $$
  begin
    update last_seen set at = new.last_seen_at
    where user_id = new.user_id and at < new.last_seen_at - ${PRECISION};
    return null;
  end $$`

const EXPECT_PERSON = `
  create function expect_person() returns trigger language plpgsql as $$
  begin
    insert into last_seen (user_id) values (new.id);
    return null;
  end $$`

/** What the super user decides about an account: a suspension with its reason, and its own limits for files. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('users', (table) => {
      table.timestamp('suspended_at').nullable()
      table.timestamp('suspended_until').nullable()
      table.string('suspension_reason', 500).nullable()
      table.bigInteger('quota_bytes').nullable()
      table.integer('file_limit').nullable()
    })
    this.schema.raw(`update users set suspended_at = updated_at where status = 'suspended'`)

    // Replaces users_active: a suspension that is over has ended, whether the row has been updated or not.
    this.schema.raw('drop index if exists users_active')
    this.schema.raw(
      `create index users_there on users (id) include (status, suspended_until) where status <> 'deleted'`
    )
    this.#keepLastSeen()
    this.#indexPeople()
  }

  /** When somebody was last seen, in a separate table: a row of users is in many indexes, and often locked. */
  #keepLastSeen() {
    this.schema.createTable('last_seen', (table) => {
      table.integer('user_id').primary().references('users.id').onDelete('CASCADE')
      table.timestamp('at').notNullable().defaultTo('-infinity')
    })
    this.schema.raw(
      `insert into last_seen select users.id, coalesce(max(last_seen_at), '-infinity')
       from users left join sign_ins on sign_ins.user_id = users.id group by users.id`
    )
    this.schema.raw('create index last_seen_by_time on last_seen (at, user_id)')
    this.schema.raw(NOTE_LAST_SEEN)
    this.schema.raw(EXPECT_PERSON)
    this.schema.raw(
      `create trigger note_last_seen after insert or update of last_seen_at on sign_ins
       for each row execute function note_last_seen()`
    )
    this.schema.raw(
      `create trigger expect_person after insert on users for each row execute function expect_person()`
    )
  }

  /** Finds part of a name by its trigrams: pg_trgm comes with PostgreSQL, and is trusted. */
  #indexPeople() {
    this.schema.raw('create extension if not exists pg_trgm')
    this.schema.raw(
      `create index users_by_part_of_name on users
       using gin ((username || chr(10) || email) gin_trgm_ops) with (fastupdate = off)`
    )
    this.schema.raw('create index users_by_name on users (username collate "C", id)')
    this.schema.raw('create index users_by_start_of_email on users (email collate "C")')
    this.schema.raw('create index users_by_time on users (created_at, id)')
    this.schema.raw(
      `create index users_stopped on users (status, created_at, id) where status <> 'active'`
    )
    this.schema.raw(
      'create index users_confirmed on users (created_at, id) where email_verified_at is not null'
    )
    this.schema.raw(
      'create index users_unconfirmed on users (created_at, id) where email_verified_at is null'
    )
  }

  async down() {
    this.schema.raw('drop index users_unconfirmed')
    this.schema.raw('drop index users_confirmed')
    this.schema.raw('drop index users_stopped')
    this.schema.raw('drop index users_by_time')
    this.schema.raw('drop index users_by_start_of_email')
    this.schema.raw('drop index users_by_name')
    this.schema.raw('drop index users_by_part_of_name')
    this.schema.raw('drop trigger expect_person on users')
    this.schema.raw('drop trigger note_last_seen on sign_ins')
    this.schema.raw('drop function expect_person')
    this.schema.raw('drop function note_last_seen')
    this.schema.dropTable('last_seen')
    this.schema.raw('drop index users_there')
    this.schema.raw(`create index if not exists users_active on users (id) where status = 'active'`)
    this.schema.alterTable('users', (table) => {
      table.dropColumns(
        'suspended_at',
        'suspended_until',
        'suspension_reason',
        'quota_bytes',
        'file_limit'
      )
    })
  }
}
