import type { DateTime } from 'luxon'
import type FileShare from '#models/file_share'

/**
 * What the mails about a share have in common.
 * @param more files that are shared at the same time
 */
export const describeShare = (
  { role, expiresAt }: FileShare,
  more: number,
  moment: (at: DateTime) => string
) => ({
  role,
  more,
  count: more + 1,
  until: expiresAt ? moment(expiresAt) : 'none',
})
