import { arrival } from '#config/service/arrival'
import { problems } from '#exceptions/problem'
import type User from '#models/user'

const ofAccount = new Map<number, number>()
let ofAll = 0

/** Of all accounts, in this process. */
export const uploadsUnderWay = () => ofAll

function take({ id }: User) {
  const own = ofAccount.get(id) ?? 0
  if (own >= arrival.upload.perAccount) throw problems.tooManyUploads()
  if (ofAll >= arrival.upload.atOnce) throw problems.unavailable()
  ofAccount.set(id, own + 1)
  ofAll += 1
}

function giveBack({ id }: User) {
  const own = ofAccount.get(id)! - 1
  if (own) ofAccount.set(id, own)
  else ofAccount.delete(id)
  ofAll -= 1
}

/**
 * Counts an upload of this process until it has ended, whatever ends it. Each holds memory, and up to a whole quota in
 * the storage, before it is known whether there is room for it.
 * @throws Problem too_many_requests where its sender has enough of them, unavailable where the process has
 */
export async function whileUnderWay<T>(sender: User, upload: () => Promise<T>): Promise<T> {
  take(sender)
  try {
    return await upload()
  } finally {
    giveBack(sender)
  }
}
