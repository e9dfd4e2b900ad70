import type FileShare from '#models/file_share'
import { pointInTime } from '#words/point_in_time'

/** What the mails about a share have in common. */
export const describeShare = ({ role, expiresAt }: FileShare, more: number) => ({
  what: more ? `${more + 1} files` : 'a file',
  more: more ? ` and ${more} more` : '',
  mayDo: `${role === 'editor' ? 'open, download and rename' : 'open and download'} ${more ? 'them' : 'it'}`,
  until: expiresAt && pointInTime(expiresAt),
})
