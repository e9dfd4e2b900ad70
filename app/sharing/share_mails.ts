import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import FileInvitationMail from '#mails/file_invitation_mail'
import FileSharedMail from '#mails/file_shared_mail'
import FileShare from '#models/file_share'
import type User from '#models/user'
import { limits } from '#start/limiter'

/** People who cannot sign in, or have turned these emails off, get none. */
async function write([share, ...others]: FileShare[], owner: User, trx: TransactionClientContract) {
  const more = others.length
  if (!share.userId) return new FileInvitationMail(owner, share, more).queue(trx)
  if (share.user.status === 'active' && share.user.shareMails)
    await new FileSharedMail(share.user, owner, share, more).queue(trx)
}

/** One list per recipient. */
const byPerson = (shares: FileShare[]) =>
  Object.values(Object.groupBy(shares, ({ email, userId }) => email ?? String(userId))) as [
    FileShare,
    ...FileShare[],
  ][]

/**
 * Sends each person one email about their shares. Owners with an unconfirmed address send nothing until they have
 * confirmed it: the recipient of an unwanted email could not even tell who it came from.
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

/** Once somebody has confirmed their address, those they shared with before are notified. */
export async function tellWaiting(owner: User, trx: TransactionClientContract) {
  const shares = await waiting(owner, trx)
  for (const ofOne of byPerson(shares)) await write(ofOne, owner, trx)
  await keepWaiting(shares, false, trx)
}

/** The newest, and no more than one account may notify in a day. */
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
