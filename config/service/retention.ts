import env from '#start/env'

/** How long things are kept that nobody uses any more. All in days. */
export const retention = {
  /** For how long an administrator can restore a deleted account; then its personal data is erased. */
  deletedAccounts: env.get('DELETED_ACCOUNT_DAYS'),

  /** For how long a file can be restored from the bin. */
  binnedFiles: env.get('DELETED_FILE_DAYS'),

  /** What was sent to whom, and what could not be sent. */
  sentMails: 30,

  /** Actions on many people at once. */
  bulkActions: 90,

  /** For how long an export of people can be downloaded. */
  exports: 7,

  /** A browser or device unused for this long counts as new, and its next sign-in is reported by email. */
  knownDevices: 365,

  /** For how long an invitation waits for somebody to confirm the address. */
  invitations: 30,

  /** For how long an owner or operator can see what happened to an account. */
  securityEvents: env.get('SECURITY_EVENT_DAYS'),

  /** For how long the archive of somebody's data can be downloaded. */
  dataExports: 7,
} as const

/**
 * Minutes between two prunes of the server's own scheduler; 0 leaves pruning to `node ace auth:prune` and
 * `files:prune`.
 */
export const pruneEvery = env.get('PRUNE_EVERY_MINUTES')
