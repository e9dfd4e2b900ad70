import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Renaming and similar changes wait for a share that is being created, and a share waits for them, so that it never
 * stores outdated values.
 */
const COPY_FILE_TO_SHARE = `
  create function copy_file_to_share() returns trigger language plpgsql as $function$
  begin
    select owner_id, state = 'stored' and deleted_at is null, folded_name, size, created_at
    into new.file_owner_id, new.file_is_there, new.file_folded_name, new.file_size, new.file_created_at
    from files where id = new.file_id for share;
    return new;
  end
  $function$`

/** Rows are locked in the order of their ids, so that no two statements wait for each other. */
const COPY_FILE_TO_SHARES = `
  create function copy_file_to_shares() returns trigger language plpgsql as $function$
  begin
    update file_shares
    set file_owner_id = new.owner_id, file_is_there = new.state = 'stored' and new.deleted_at is null,
      file_folded_name = new.folded_name, file_size = new.size, file_created_at = new.created_at
    where id in (select id from file_shares where file_id = new.id order by id for no key update);
    return null;
  end
  $function$`

/** Granting a share locks the recipient's account: of two simultaneous grants, the later one sees the earlier. */
const MARK_REPEATED_SHARE = `
  create function mark_repeated_share() returns trigger language plpgsql as $function$
  begin
    new.is_repeated := new.user_id is not null and exists (
      select from file_shares where user_id = new.user_id and file_id = new.file_id and id <> new.id);
    return new;
  end
  $function$`

const COPIED = ['owner_id', 'state', 'deleted_at', 'folded_name', 'size', 'created_at']

const TRIGGERS = [
  `create trigger copy_file before insert or update of file_id on file_shares
   for each row execute function copy_file_to_share()`,
  `create trigger copy_to_shares after update on files for each row
   when ((${COPIED.map((column) => `old.${column}`)}) is distinct from (${COPIED.map((column) => `new.${column}`)}))
   execute function copy_file_to_shares()`,
  `create trigger mark_repeated before insert or update of file_id, user_id on file_shares
   for each row execute function mark_repeated_share()`,
]

const FILL = `
  update file_shares
  set file_owner_id = owner_id, file_is_there = state = 'stored' and deleted_at is null,
    file_folded_name = folded_name, file_size = size, file_created_at = files.created_at,
    is_repeated = user_id is not null and exists (
      select from file_shares as other
      where other.user_id = file_shares.user_id and other.file_id = file_shares.file_id and other.id <> file_shares.id)
  from files where files.id = file_id`

const KEPT = [
  'file_owner_id',
  'file_is_there',
  'file_folded_name',
  'file_size',
  'file_created_at',
  'is_repeated',
]

const READ = 'where user_id is not null and file_is_there'
const COUNTED = 'file_owner_id, expires_at'

/**
 * A list of what is shared with somebody is counted, searched and sorted in the shares alone: each stores what the list
 * needs of its file, and changes with it. See docs/decisions/2026-11-28-lists-of-shares.md.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('file_shares', (table) => {
      table.integer('file_owner_id')
      table.boolean('file_is_there')
      table.specificType('file_folded_name', 'text collate "C"')
      table.bigInteger('file_size')
      table.timestamp('file_created_at')
      table.boolean('is_repeated')
    })
    this.schema.raw(FILL)
    this.schema.alterTable('file_shares', (table) => {
      for (const column of KEPT) table.dropNullable(column)
    })
    for (const body of [COPY_FILE_TO_SHARE, COPY_FILE_TO_SHARES, MARK_REPEATED_SHARE, ...TRIGGERS])
      this.schema.raw(body)

    this.schema.raw('drop index file_shares_by_time')
    for (const [name, column, also] of [
      ['by_time', 'created_at', ', file_folded_name'],
      ['by_upload', 'file_created_at', ', file_folded_name'],
      ['by_size', 'file_size', ', file_folded_name'],
      ['by_name', 'file_folded_name', ''],
    ])
      this.schema.raw(
        `create index file_shares_${name} on file_shares (user_id, ${column}, id)
         include (${COUNTED}${also}) ${READ}`
      )
    this.schema.raw(
      'create index file_shares_repeated on file_shares (user_id, file_id) where is_repeated'
    )
    this.schema.raw(
      `create index users_inactive on users (id) where status <> 'active' and scrubbed_at is null`
    )
    this.schema.raw('drop index if exists users_active')
    this.schema.raw('drop index files_there')
  }

  async down() {
    this.schema.raw(
      `create index files_there on files (id) include (owner_id)
       where state = 'stored' and deleted_at is null`
    )
    this.schema.raw(`create index if not exists users_active on users (id) where status = 'active'`)
    this.schema.raw('drop index users_inactive')
    this.schema.raw('drop trigger copy_to_shares on files')
    for (const trigger of ['copy_file', 'mark_repeated'])
      this.schema.raw(`drop trigger ${trigger} on file_shares`)
    for (const body of ['copy_file_to_share', 'copy_file_to_shares', 'mark_repeated_share'])
      this.schema.raw(`drop function ${body}`)
    this.schema.raw('drop index file_shares_by_time')
    this.schema.alterTable('file_shares', (table) => {
      table.dropColumns(...KEPT)
    })
    this.schema.raw(
      `create index file_shares_by_time on file_shares (user_id, created_at, file_id)
       include (role, id, expires_at) where user_id is not null`
    )
  }
}
