import type FileShare from '#models/file_share'
import { pointInTime } from '#words/point_in_time'

/** What the mails about a share have in common. */
export const describeShare = ({ role, expiresAt }: FileShare) => ({
  mayDo: role === 'editor' ? 'open, download and rename it' : 'open and download it',
  until: expiresAt && pointInTime(expiresAt),
})
