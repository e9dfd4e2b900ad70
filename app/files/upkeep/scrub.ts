/** What scrubbing an account (accounts/scrub.ts) does to its files: SQL that is given the ids of the accounts. */
export const SCRUB_FILES = [
  // The bytes go with the next files:prune. The files count as put into the bin long ago, so that a crash leaves no
  // bytes without a row.
  `update files set name = 'deleted', idempotency_key = null, deleted_at = 'epoch' where owner_id = any(?)`,
  'update users set quota_bytes = null, file_limit = null where id = any(?)',
]
