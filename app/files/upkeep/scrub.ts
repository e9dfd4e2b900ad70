/** What is done about the files of people whose accounts are scrubbed (accounts/scrub.ts): SQL, which is given their ids. */
export const SCRUB_FILES = [
  // Their bytes go with the next files:prune: as if they had been put into the bin before anything else was, so that a
  // crash leaves no bytes without a row.
  `update files set name = 'deleted', idempotency_key = null, deleted_at = 'epoch' where owner_id = any(?)`,
  'update users set quota_bytes = null, file_limit = null where id = any(?)',
]
