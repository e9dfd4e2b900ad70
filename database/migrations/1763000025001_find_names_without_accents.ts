import { BaseSchema } from '@adonisjs/lucid/schema'

/** Letters such as those with a stroke, which Unicode does not decompose, and what people type who do not have them. */
const NOT_TAKEN_APART = { from: 'øłđðħŧ', to: 'olddht' }

/**
 * Only for Latin, Greek and Cyrillic letters: in other scripts the marks are letters of their own. The rest is composed
 * again, so that half a Korean syllable finds nothing.
 */
const WITHOUT_ACCENTS = `
  create function without_accents(text) returns text
  language sql immutable strict parallel safe
  as $body$
    select replace(replace(replace(translate(
      normalize(regexp_replace(normalize($1, NFD), '[\\u0300-\\u036f]', '', 'g'), NFC),
      '${NOT_TAKEN_APART.from}', '${NOT_TAKEN_APART.to}'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th')
  $body$`

/**
 * "report 10" after "report 2": a number with more digits is larger, which a prefix expresses by a character that sorts
 * after all digits, once for each digit after the first.
 */
const NATURAL_ORDER = `
  create function natural_order(text) returns text
  language sql immutable strict parallel safe
  as $body$
    select coalesce(string_agg(coalesce(repeat(':', length(part[1]) - 1) || part[1], part[2]), '' order by place), '')
    from regexp_matches($1, '0*([0-9]+)|([^0-9]+)', 'g') with ordinality as parts (part, place)
  $body$`

const FOLDED = 'without_accents(fold_case(name))'

/** As in "keep in shares what lists ask", with one more column. */
const copyFileToShare = (also: boolean) => `
  create or replace function copy_file_to_share() returns trigger language plpgsql as $function$
  begin
    select owner_id, state = 'stored' and deleted_at is null, folded_name, size, created_at${also ? ', sorted_name' : ''}
    into new.file_owner_id, new.file_is_there, new.file_folded_name, new.file_size, new.file_created_at${also ? ', new.file_sorted_name' : ''}
    from files where id = new.file_id for share;
    return new;
  end
  $function$`

const copyFileToShares = (also: boolean) => `
  create or replace function copy_file_to_shares() returns trigger language plpgsql as $function$
  begin
    update file_shares
    set file_owner_id = new.owner_id, file_is_there = new.state = 'stored' and new.deleted_at is null,
      file_folded_name = new.folded_name, file_size = new.size, file_created_at = new.created_at${also ? ', file_sorted_name = new.sorted_name' : ''}
    where id in (select id from file_shares where file_id = new.id order by id for no key update);
    return null;
  end
  $function$`

const COPIED = ['owner_id', 'state', 'deleted_at', 'folded_name', 'size', 'created_at']

const COPY_TO_SHARES = `
  create trigger copy_to_shares after update on files for each row
  when ((${COPIED.map((column) => `old.${column}`)}) is distinct from (${COPIED.map((column) => `new.${column}`)}))
  execute function copy_file_to_shares()`

const THERE = `where state = 'stored' and deleted_at is null`
const READ = 'where user_id is not null and file_is_there'

/**
 * A search for "resume" finds "Résumé", and "Report 2" comes before "Report 10". Both are columns that the database
 * fills in rather than collations: ICU's order changes with its version, which breaks indexes.
 */
export default class extends BaseSchema {
  /** Its indexes are dropped with the column. */
  #foldNames(folded: string, sorted: string | null) {
    this.schema.raw('drop trigger copy_to_shares on files')
    this.schema.raw('alter table files drop column folded_name, drop column if exists sorted_name')
    const columns = sorted ? { folded_name: folded, sorted_name: sorted } : { folded_name: folded }
    const added = Object.entries(columns).map(
      ([name, value]) => `add column ${name} text collate "C" generated always as (${value}) stored`
    )
    this.schema.raw(`alter table files ${added.join(', ')}`)
    for (const [name, column] of [
      ['time', 'created_at'],
      ['size', 'size'],
    ])
      this.schema.raw(
        `create index files_by_${name} on files (owner_id, ${column}, id) include (folded_name) ${THERE}`
      )
  }

  async up() {
    this.schema.raw(WITHOUT_ACCENTS)
    this.schema.raw(NATURAL_ORDER)
    this.#foldNames(FOLDED, `natural_order(${FOLDED})`)
    this.schema.raw(
      `create index files_by_name on files (owner_id, sorted_name, id) include (folded_name) ${THERE}`
    )
    this.schema.raw('alter table file_shares add column file_sorted_name text collate "C"')
    this.schema.raw(copyFileToShare(true))
    this.schema.raw(copyFileToShares(true))
    this.schema.raw(
      `update file_shares set file_folded_name = folded_name, file_sorted_name = sorted_name
       from files where files.id = file_id`
    )
    this.schema.raw('alter table file_shares alter column file_sorted_name set not null')
    this.schema.raw(COPY_TO_SHARES)
    this.schema.raw('drop index file_shares_by_name')
    this.schema.raw(
      `create index file_shares_by_name on file_shares (user_id, file_sorted_name, id)
       include (file_owner_id, expires_at, file_folded_name) ${READ}`
    )
  }

  async down() {
    this.#foldNames('fold_case(name)', null)
    this.schema.raw(`create index files_by_name on files (owner_id, folded_name, id) ${THERE}`)
    this.schema.raw(copyFileToShare(false))
    this.schema.raw(copyFileToShares(false))
    this.schema.raw('alter table file_shares drop column file_sorted_name')
    this.schema.raw(
      `update file_shares set file_folded_name = folded_name from files where files.id = file_id`
    )
    this.schema.raw(COPY_TO_SHARES)
    this.schema.raw(
      `create index file_shares_by_name on file_shares (user_id, file_folded_name, id)
       include (file_owner_id, expires_at) ${READ}`
    )
    this.schema.raw('drop function natural_order')
    this.schema.raw('drop function without_accents')
  }
}
