import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { DateTime } from 'luxon'
import { mostShares } from '#config/service/sharing'
import { databaseTime } from '#database/time'
import { problems } from '#exceptions/problem'
import type File from '#models/file'
import FileShare, { type ShareRole } from '#models/file_share'
import type { Recipient } from '#sharing/recipient'

/** `isNews`: whether the recipient is notified, of a new share or of an invitation that lapsed and is renewed. */
export type Grant = { share: FileShare; isNew: boolean; isNews: boolean }

/** The form for "Undo", as pages show it. It does not end shares that existed before. */
export const undoingShares = (grants: Grant[]) => ({
  action: '/shares',
  method: 'DELETE',
  name: 'shares',
  ids: grants.filter(({ isNew }) => isNew).map(({ share }) => share.id),
})

/**
 * What a recipient may do, and until when: `days` is a duration instead of an end. Without either the share is
 * permanent.
 */
export type ShareTerms = { role: ShareRole; expiresAt?: DateTime | null; days?: number | null }

type Terms = Pick<FileShare, 'role' | 'expiresAt' | 'updatedAt'>

/**
 * Writes a share of each file for each recipient, and loads its file and account. The files are locked.
 * @throws Problem conflict if a file has as many shares as it can have
 */
export async function grant(
  files: File[],
  recipients: Recipient[],
  wish: ShareTerms,
  trx: TransactionClientContract
): Promise<Grant[]> {
  const terms = await termsOf(wish, trx)
  const known = await sharesOf(files, trx)
  const grants = files.flatMap((file) => {
    const ofFile = known.filter(({ fileId }) => fileId === file.id)
    const given = recipients.map((recipient) => give(file, recipient, terms, ofFile))
    if (ofFile.length + given.filter(({ isNew }) => isNew).length > mostShares)
      throw problems.conflict('tooManyShares', { most: mostShares })
    return given
  })
  for (const { share } of grants) await share.useTransaction(trx).save()
  return grants
}

async function termsOf(
  { role, days, expiresAt }: ShareTerms,
  trx: TransactionClientContract
): Promise<Terms> {
  const now = await databaseTime(trx)
  const end = days ? now.plus({ days }) : (expiresAt ?? null)
  return { role, expiresAt: end, updatedAt: now }
}

/** Expired shares are deleted, not revived. */
async function sharesOf(files: File[], trx: TransactionClientContract) {
  const ids = files.map(({ id }) => id)
  await FileShare.ended(trx).whereIn('file_id', ids).delete()
  return FileShare.withFreshness(trx).whereIn('file_id', ids)
}

const isWith = ({ account, email }: Recipient, share: FileShare) =>
  email ? share.email === email : share.email === null && share.userId === account!.id

function give(file: File, recipient: Recipient, terms: Terms, known: FileShare[]): Grant {
  const { account, email } = recipient
  const earlier = known.find((share) => isWith(recipient, share))
  const isNews = !earlier || (!earlier.userId && !earlier.isFresh)
  const share = earlier ?? new FileShare()
  share.merge({ ...terms, fileId: file.id, userId: account?.id ?? null, email })
  share.$setRelated('file', file)
  if (account) share.$setRelated('user', account)
  return { share, isNew: !earlier, isNews }
}
