import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import FileInvitationMail from '#mails/file_invitation_mail'
import FileSharedMail from '#mails/file_shared_mail'
import type FileShare from '#models/file_share'
import type User from '#models/user'

/** Somebody who cannot sign in is not written to. */
async function write(share: FileShare, owner: User, trx: TransactionClientContract) {
  if (!share.userId) return new FileInvitationMail(owner, share).queue(trx)
  if (share.user.status === 'active') await new FileSharedMail(share.user, owner, share).queue(trx)
}

/**
 * Tells somebody of a share; whose owner has not confirmed their own address yet, writes to nobody until then: whoever
 * gets unwanted mail would not even know where it is from.
 */
export async function tell(share: FileShare, owner: User, trx: TransactionClientContract) {
  if (owner.emailVerifiedAt) return write(share, owner, trx)
  share.mailWaits = true
  await share.useTransaction(trx).save()
}

/** Once the owner has confirmed their address. */
export async function tellWaiting(
  shares: FileShare[],
  owner: User,
  trx: TransactionClientContract
) {
  for (const share of shares) {
    await write(share, owner, trx)
    share.mailWaits = false
    await share.useTransaction(trx).save()
  }
}
