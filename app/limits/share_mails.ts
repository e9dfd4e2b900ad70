import { keyedHash } from '#secrets/keyed_hash'
import type { Limit } from '#limits/limit'
import { limits } from '#start/limiter'

/** Who shares, with whom (a username or an address), and from which network. */
type Sharing = { ownerId: number; name: string; network: string }

const countsOf = ({ ownerId, name, network }: Sharing): [Limit, string][] => [
  [limits.shareMails, keyedHash('share mail', name).toString('base64url')],
  [limits.shareMailsOfAccount, `user:${ownerId}`],
  [limits.shareMailsOfNetwork, network],
  [limits.shareMailsOfNetworkInDay, network],
]

/**
 * Reserves an email for each of the names, if none of the limits is used up.
 * @returns by name, a function that gives the reservation back if no email is written; no entry if the limit is reached
 */
export async function takeShareMails({
  names,
  ...sharing
}: Omit<Sharing, 'name'> & { names: string[] }) {
  const taken = new Map<string, () => Promise<void>>()
  for (const name of names) {
    const giveBack = await takeShareMail({ ...sharing, name })
    if (giveBack) taken.set(name, giveBack)
  }
  return taken
}

async function takeShareMail(sharing: Sharing) {
  const taken: [Limit, string][] = []
  const giveBack = async () => {
    for (const [limit, key] of taken) await limit.refund(key)
  }
  for (const [limit, key] of countsOf(sharing)) {
    taken.push([limit, key])
    const { exceeded } = await limit.count(key)
    if (!exceeded) continue
    await giveBack()
    return null
  }
  return giveBack
}
