import type { DateTime } from 'luxon'
import type FileShare from '#models/file_share'

/**
 * What the emails about a share have in common.
 * @param more other files shared at the same time
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
