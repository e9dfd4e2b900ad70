import encryption from '@adonisjs/core/services/encryption'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { DateTime } from 'luxon'
import { databaseTime } from '#database/time'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import { takeShareMails } from '#limits/share_mails'
import File from '#models/file'
import type FileShare from '#models/file_share'
import { holdAccess } from '#models/sign_ins/hold'
import User from '#models/user'
import { grant } from '#sharing/grants'
import { findRecipients, type Recipient } from '#sharing/recipient'
import type { SharedFrom } from '#sharing/share'
import { recordShares } from '#sharing/share_facts'
import { tellEach } from '#sharing/share_mails'

/** What a share was when its owner ended it. Times are ISO 8601. */
type EndedShare = Pick<FileShare, 'fileId' | 'email' | 'role' | 'mailWaits'> & {
  ownerId: number
  /** The id of the account that had it, in as many characters as that of none. */
  userId: string
  expiresAt: string | null
  createdAt: string
  updatedAt: string
}

const PURPOSE = 'ended share'

/** Digits. */
const LONGEST_ID = 10

/**
 * The form for "Undo", as pages show it. It holds the share itself, of which nothing is kept, encrypted: whether an
 * address has an account is not revealed, not by its length either.
 */
export function undoingEnd(share: FileShare, owner: Pick<User, 'id'>) {
  const { fileId, email, role, mailWaits } = share
  const ended: EndedShare = {
    ...{ fileId, email, role, mailWaits, ownerId: owner.id },
    userId: String(share.userId ?? 0).padStart(LONGEST_ID, '0'),
    expiresAt: share.expiresAt?.toISO() ?? null,
    createdAt: share.createdAt.toISO()!,
    updatedAt: share.updatedAt.toISO()!,
  }
  const sealed = encryption.encrypt(ended, { expiresIn: '1 hour', purpose: PURPOSE })
  return { action: '/shares/restorations', name: 'shares', ids: [sealed] }
}

/**
 * Shares with the same person again, in the same role and until the same time. Whoever was told of it is not told again.
 * @param sealed by undoingEnd()
 * @throws Problem conflict if it can no longer be undone, or not_found if the file is another's by now
 * @throws as holdAccess()
 */
export async function restoreShare(sealed: string, owner: User, { access, network }: SharedFrom) {
  const ended = encryption.decrypt<EndedShare>(sealed, PURPOSE)
  if (ended?.ownerId !== owner.id) throw staysEnded()
  const mail = await takeMail(ended, owner, network)
  return transaction(async (trx) => {
    const recipient = await recipientOf(ended, owner, trx)
    await holdAccess(access, trx)
    const share = await grantAgain(ended, { owner, recipient }, trx)
    if (mail.isLeft) await tellEach([share], owner, trx)
    await share.merge(timesOf(ended)).useTransaction(trx).save()
    await recordShares([[share, 'made']], owner, trx)
    return share
  }).catch(async (error) => {
    await mail.giveBack()
    throw error
  })
}

/**
 * The email that waited when the share was ended counts like that of a new share: the form can be sent again and again.
 * While the owner's address is unconfirmed, it goes on waiting.
 */
async function takeMail({ email, mailWaits, userId }: EndedShare, owner: User, network: string) {
  const nothing = { isLeft: mailWaits, giveBack: async () => {} }
  if (!mailWaits || !owner.emailVerifiedAt) return nothing
  const person = await User.find(Number(userId))
  const name = email ?? person?.username ?? userId
  const taken = await takeShareMails({ ownerId: owner.id, names: [name], network })
  return { isLeft: taken.size > 0, giveBack: taken.get(name) ?? nothing.giveBack }
}

const timesOf = ({ createdAt, updatedAt }: EndedShare) => ({
  createdAt: DateTime.fromISO(createdAt),
  updatedAt: DateTime.fromISO(updatedAt),
})

const staysEnded = () => problems.conflict('shareStaysEnded')

/** In the order of their ids, as everywhere that several accounts are locked. */
const lockAll = (ids: number[], email: string | null, trx: TransactionClientContract) =>
  User.query({ client: trx })
    .whereIn('id', ids)
    .orWhereIn('email', email ? [email] : [])
    .orderBy('id')
    .forShare()

/** The account that had it; for an invitation, whoever has claimed the address meanwhile. */
async function recipientOf(
  { userId, email }: EndedShare,
  owner: User,
  trx: TransactionClientContract
): Promise<Recipient> {
  const id = Number(userId)
  const accounts = await lockAll([owner.id, id], email, trx)
  const account = accounts.find((found) => found.id === id && !found.scrubbedAt)
  if (account) return { account, email }
  if (!email) throw staysEnded()
  const [recipient] = await findRecipients([email], owner, trx)
  return recipient
}

async function grantAgain(
  { fileId, role, expiresAt }: EndedShare,
  { owner, recipient }: { owner: User; recipient: Recipient },
  trx: TransactionClientContract
) {
  const end = expiresAt ? DateTime.fromISO(expiresAt) : null
  if (end && end <= (await databaseTime(trx))) throw staysEnded()
  const file = await File.query({ client: trx })
    .where({ id: fileId, ownerId: owner.id })
    .firstOrFail()
  await file.lockAsOwnedBy(owner, trx)
  const [{ share, isNew }] = await grant([file], [recipient], { role, expiresAt: end }, trx)
  if (!isNew) throw staysEnded()
  return share
}
