import type { I18n } from '@adonisjs/i18n'
import type FileShare from '#models/file_share'
import { pointInTime } from '#words/point_in_time'

/** What the mails about a share have in common. */
/** @param more files that are shared at the same time */
export const describeShare = ({ role, expiresAt }: FileShare, more: number, words: I18n) => ({
  role,
  more,
  count: more + 1,
  until: expiresAt ? pointInTime(expiresAt, words) : 'none',
})
