import { BaseSchema } from '@adonisjs/lucid/schema'

/** Changes the body of fold_case(), and keeps the collation that was found for it. */
const replaceInFoldCase = (before: string, after: string) => `
  do $migration$
  begin
    execute replace(pg_get_functiondef('fold_case(text)'::regprocedure), $$${before}$$, $$${after}$$);
  end
  $migration$`

const UPPER = 'upper($1'
const UPPER_OF_SMALL = `upper(replace($1, 'ẞ', 'ß')`

/**
 * The capital of ß is SS, and ẞ is a capital of its own: it was the only letter not folded like its small one, so that
 * "straße" did not find STRAẞE.
 */
export default class extends BaseSchema {
  #fold(before: string, after: string) {
    this.schema.raw(replaceInFoldCase(before, after))
    this.schema.raw(`update files set name = name where name like '%ẞ%'`)
    this.schema.raw('reindex index personal_tokens_name_unique')
  }

  async up() {
    this.#fold(UPPER, UPPER_OF_SMALL)
  }

  async down() {
    this.#fold(UPPER_OF_SMALL, UPPER)
  }
}
