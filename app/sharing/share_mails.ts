import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import FileInvitationMail from '#mails/file_invitation_mail'
import FileSharedMail from '#mails/file_shared_mail'
import FileShare from '#models/file_share'
import type User from '#models/user'
import { limits } from '#start/limiter'

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

/** Once somebody has confirmed their address: those they shared with before are told. */
export async function tellWaiting(owner: User, trx: TransactionClientContract) {
  for (const share of await waiting(owner, trx)) {
    await write(share, owner, trx)
    share.mailWaits = false
    await share.useTransaction(trx).save()
  }
}

/** The newest, and no more than one account may write to in a day. */
function waiting(owner: User, trx: TransactionClientContract) {
  const files = trx.from('files').select('id').where('owner_id', owner.id).whereNull('deleted_at')
  return FileShare.live(trx)
    .where('mail_waits', true)
    .whereIn('file_id', files)
    .orderBy('created_at', 'desc')
    .limit(limits.shareMailsOfAccount.requests)
    .preload('user')
    .preload('file')
}
