import { mostSharesAtOnce } from '#config/service/sharing'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import { takeShareMails } from '#limits/share_mails'
import type File from '#models/file'
import type { Access } from '#models/sign_ins/access'
import { holdAccess } from '#models/sign_ins/hold'
import type User from '#models/user'
import { type Grant, grant, type ShareTerms } from '#sharing/grants'
import { findRecipients } from '#sharing/recipient'
import { recordShares } from '#sharing/share_facts'
import { tellEach } from '#sharing/share_mails'
import { limits } from '#start/limiter'

/** `with` holds usernames and email addresses in canonical form, each once. */
export type ShareWish = ShareTerms & { with: string[] }

/** What lets the owner in, and their network. */
export type SharedFrom = { access: Access; network: string }

/**
 * Shares each of the files with each of the people, all or none, or changes existing shares with these names. Each
 * person with a new share gets one email.
 * @throws Problem validation_failed, too_many_requests, not_found if a file has gone meanwhile, or conflict if one has
 * as many shares as it can have
 * @throws as holdAccess()
 */
export async function shareFiles(
  files: File[],
  owner: User,
  wish: ShareWish,
  { access, network }: SharedFrom
): Promise<Grant[]> {
  const count = files.length * wish.with.length
  if (count > mostSharesAtOnce) throw problems.brokenRule('with.too_many', { values: { count } })
  for (let named = 0; named < wish.with.length; named++) await limits.shares.spend(String(owner.id))
  const mails = await takeShareMails({ ownerId: owner.id, names: wish.with, network })

  const grants = await transaction(async (trx) => {
    const recipients = await findRecipients(wish.with, owner, trx)
    await holdAccess(access, trx)
    for (const file of inOrder(files)) await file.lockAsOwnedBy(owner, trx)
    const granted = await grant(files, recipients, wish, trx)
    await tellEach(newsOf(granted, [...mails.keys()]), owner, trx)
    const changes = granted.map(({ share, isNew }) => [share, isNew ? 'made' : 'changed'] as const)
    await recordShares(changes, owner, trx)
    return granted
  }).catch(async (error) => {
    for (const giveBack of mails.values()) await giveBack()
    throw error
  })
  const told = newsOf(grants, wish.with).map(({ name }) => name)
  for (const [name, giveBack] of mails) if (!told.includes(name)) await giveBack()
  return grants
}

/** In the order of their ids, as everywhere that several are locked. */
const inOrder = (files: File[]) => files.toSorted((one, other) => (one.id < other.id ? -1 : 1))

const newsOf = (grants: Grant[], names: string[]) =>
  grants
    .filter(({ share, isNews }) => isNews && names.includes(share.name))
    .map(({ share }) => share)
