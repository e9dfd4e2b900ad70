import { arrival } from '#config/service/arrival'
import { pictures } from '#config/service/pictures'
import { problems } from '#exceptions/problem'
import type User from '#models/user'

/** The most per account, and in this whole process. */
type Most = { perAccount: number; atOnce: number }

/** Counts the uploads in this process, each until it has ended, however it ends. */
export class UnderWay {
  readonly #ofAccount = new Map<number, number>()
  #ofAll = 0

  constructor(private most: Most) {}

  get count() {
    return this.#ofAll
  }

  /** @throws Problem too_many_requests if the sender has too many, unavailable if the process has */
  async while<T>(sender: User, upload: () => Promise<T>): Promise<T> {
    this.#take(sender)
    try {
      return await upload()
    } finally {
      this.#giveBack(sender)
    }
  }

  #take({ id }: User) {
    const own = this.#ofAccount.get(id) ?? 0
    if (own >= this.most.perAccount) throw problems.tooManyUploads()
    if (this.#ofAll >= this.most.atOnce) throw problems.unavailable()
    this.#ofAccount.set(id, own + 1)
    this.#ofAll += 1
  }

  #giveBack({ id }: User) {
    const own = this.#ofAccount.get(id)! - 1
    if (own) this.#ofAccount.set(id, own)
    else this.#ofAccount.delete(id)
    this.#ofAll -= 1
  }
}

/** Each holds memory, and up to a whole quota in the storage, before it is known whether there is room for it. */
export const filesUnderWay = new UnderWay(arrival.upload)

export const picturesUnderWay = new UnderWay(pictures)
