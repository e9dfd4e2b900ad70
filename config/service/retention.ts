import env from '#start/env'

/** How long things are kept that no longer serve anyone. All in days. */
export const retention = {
  /** So long an administrator can bring a deleted account back; then it is scrubbed of personal data. */
  deletedAccounts: env.get('DELETED_ACCOUNT_DAYS'),

  /** So long a file can be brought back from the bin. */
  binnedFiles: env.get('DELETED_FILE_DAYS'),

  /** What was sent to whom, and what could not be sent. */
  sentMails: 30,

  /** What was done about many people at once. */
  bulkActions: 90,

  /** So long what was exported of people can be downloaded. */
  exports: 7,

  /** After so long away, a browser or device is new again, and its next sign-in is told of by mail. */
  knownDevices: 365,

  /** So long an invitation to an address waits for somebody who confirms it. */
  invitations: 30,

  /** So long an owner or an operator can look into what happened to an account. */
  securityEvents: env.get('SECURITY_EVENT_DAYS'),

  /** So long the archive of all that is somebody's can be downloaded. */
  dataExports: 7,
} as const

/** Minutes between two prunes of the server's own scheduler; 0 leaves it to `node ace auth:prune` and `files:prune`. */
export const pruneEvery = env.get('PRUNE_EVERY_MINUTES')
