/** Hashes as a bytea[] literal of PostgreSQL, for `= any(?::bytea[])`. */
export const hashArray = (hashes: Buffer[]) =>
  `{${hashes.map((hash) => `"\\\\x${hash.toString('hex')}"`).join()}}`
