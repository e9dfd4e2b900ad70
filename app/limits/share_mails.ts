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
 * Takes the place of a mail for each of the names, if each of the limits has one left.
 * @returns what gives it back, where no mail is written, by name; nothing for whom there is no place
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
