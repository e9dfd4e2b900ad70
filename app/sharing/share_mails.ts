import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import FileInvitationMail from '#mails/file_invitation_mail'
import FileSharedMail from '#mails/file_shared_mail'
import FileShare from '#models/file_share'
import type User from '#models/user'
import { limits } from '#start/limiter'

/** Somebody who cannot sign in, or wants none of these mails, is not written to. */
async function write([share, ...others]: FileShare[], owner: User, trx: TransactionClientContract) {
  const more = others.length
  if (!share.userId) return new FileInvitationMail(owner, share, more).queue(trx)
  if (share.user.status === 'active' && share.user.shareMails)
    await new FileSharedMail(share.user, owner, share, more).queue(trx)
}

/** What one person is told of at once. */
const byPerson = (shares: FileShare[]) =>
  Object.values(Object.groupBy(shares, ({ email, userId }) => email ?? String(userId))) as [
    FileShare,
    ...FileShare[],
  ][]

/**
 * Tells each of the people of their shares, in one mail; whose owner has not confirmed their own address yet, writes to nobody until then: whoever
 * gets unwanted mail would not even know where it is from.
 */
export async function tellEach(shares: FileShare[], owner: User, trx: TransactionClientContract) {
  if (owner.emailVerifiedAt) for (const ofOne of byPerson(shares)) await write(ofOne, owner, trx)
  else await keepWaiting(shares, true, trx)
}

async function keepWaiting(
  shares: FileShare[],
  mailWaits: boolean,
  trx: TransactionClientContract
) {
  for (const share of shares) await share.merge({ mailWaits }).useTransaction(trx).save()
}

/** Once somebody has confirmed their address: those they shared with before are told. */
export async function tellWaiting(owner: User, trx: TransactionClientContract) {
  const shares = await waiting(owner, trx)
  for (const ofOne of byPerson(shares)) await write(ofOne, owner, trx)
  await keepWaiting(shares, false, trx)
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
