import { BaseSchema } from '@adonisjs/lucid/schema'

/** Collations that know the case of every letter, whatever the locale of the database: ICU's, and those of PostgreSQL. */
const CASE_AWARE = ['und-x-icu', 'pg_unicode_fast', 'pg_c_utf8', 'C.utf8', 'C.UTF-8']

const FOLD_CASE = `
  do $migration$
  declare
    known text;
  begin
    select collname into known from pg_collation
    where collname = any (array['${CASE_AWARE.join("','")}']) and collencoding in (-1, 6)
    order by array_position(array['${CASE_AWARE.join("','")}'], collname::text) limit 1;
    if known is null then
      raise exception 'This PostgreSQL has no collation that knows the case of letters beyond ASCII. Install one of: ${CASE_AWARE.join(', ')}.';
    end if;
    execute format($create$
      create function fold_case(text) returns text
      language sql immutable strict parallel safe
      as $body$ select replace(lower(upper($1 collate %1$I) collate %1$I), 'ς', 'σ') $body$
    $create$, known);
  end
  $migration$`

const THERE = `where state = 'stored' and deleted_at is null`

/**
 * Lists, searches and look-ups read only what they return, however much others store. Names are compared ignoring case
 * by fold_case(), which does not depend on the locale of the database.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw('create index users_email on users (email)')
    this.schema.raw('create index users_username on users (username)')
    this.schema.raw(FOLD_CASE)
    this.schema.raw(
      `alter table files add column folded_name text collate "C" generated always as (fold_case(name)) stored`
    )
    this.schema.raw(
      `create index files_by_time on files (owner_id, created_at, id) include (folded_name) ${THERE}`
    )
    this.schema.raw(`create index files_by_name on files (owner_id, folded_name, id) ${THERE}`)
    this.schema.raw(`create index files_by_size on files (owner_id, size, id) ${THERE}`)
    this.schema.raw(
      `create index files_in_bin on files (owner_id, deleted_at, id)
       where state = 'stored' and deleted_at is not null`
    )
    this.schema.raw('drop index files_owner_id_index')
    this.schema.raw(
      `create index file_shares_by_time on file_shares (user_id, created_at, id) where user_id is not null`
    )
    this.schema.raw(
      `create index file_shares_of_file on file_shares (user_id, file_id, role, created_at) where user_id is not null`
    )
    this.schema.raw('drop index file_shares_user_id_index')
    this.schema.raw(
      'create index personal_tokens_by_time on personal_tokens (user_id, created_at desc, id)'
    )
    this.schema.raw(`drop index personal_tokens_name_unique`)
    this.schema.raw(
      'create unique index personal_tokens_name_unique on personal_tokens (user_id, fold_case(name))'
    )
  }

  async down() {
    this.schema.raw('drop index personal_tokens_name_unique')
    this.schema.raw(
      'create unique index personal_tokens_name_unique on personal_tokens (user_id, lower(name))'
    )
    this.schema.raw('drop index personal_tokens_by_time')
    this.schema.raw('create index file_shares_user_id_index on file_shares (user_id)')
    this.schema.raw('drop index file_shares_of_file')
    this.schema.raw('drop index file_shares_by_time')
    this.schema.raw('create index files_owner_id_index on files (owner_id)')
    this.schema.raw('alter table files drop column folded_name cascade')
    this.schema.raw('drop index files_in_bin')
    this.schema.raw('drop index files_by_size')
    this.schema.raw('drop function fold_case')
    this.schema.raw('drop index users_username')
    this.schema.raw('drop index users_email')
  }
}
