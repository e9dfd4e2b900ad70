import type FileShare from '#models/file_share'
import type User from '#models/user'

/** Characters. The name is the owner's words in a stranger's mailbox: it should be no letter of its own. */
const LONGEST_NAME = 80

const shortened = (name: string) =>
  name.length > LONGEST_NAME ? `${[...name].slice(0, LONGEST_NAME).join('')}…` : name

/** What the mails about a share have in common. */
export const describeShare = (owner: User, { file, role, expiresAt }: FileShare) => ({
  owner: owner.username,
  fileName: shortened(file.name),
  mayDo: role === 'editor' ? 'open, download and rename it' : 'open and download it',
  until: expiresAt?.toUTC().setLocale('en').toFormat("d LLLL yyyy, HH:mm 'UTC'") ?? null,
})
