import logger from '@adonisjs/core/services/logger'
import type { NormalizeConstructor } from '@adonisjs/core/types/helpers'
import type { DateTime } from 'luxon'
import type { FileSchema } from '#database/schema'
import { databaseTime } from '#database/time'
import { problems } from '#exceptions/problem'
import type File from '#models/file'
import fileStore from '#storage/file_store'

type Change = Partial<Pick<FileSchema, 'name' | 'deletedAt'>>

/**
 * What becomes of a file. Each change is one statement that asks where the file is now, and whether it is still with the
 * owner that it was judged by: of two at once, one wins and the other is told so.
 */
export const WithBin = <Base extends NormalizeConstructor<typeof FileSchema>>(base: Base) =>
  class extends base {
    /** @throws Problem conflict where it is in the bin, not_found where it is another's meanwhile: so do all of these */
    async rename(this: File, name: string) {
      await this.#change(() => ({ name }))
    }

    /**
     * From now on it is its owner's alone, and can be restored for as long as config/retention.ts says.
     * @throws Problem conflict where it is in the bin already
     */
    async putInBin(this: File) {
      await this.#change((now) => ({ deletedAt: now }))
    }

    /**
     * Its shares and links, those that have not ended meanwhile, work again.
     * @throws Problem conflict where it is not in the bin
     */
    async restore(this: File) {
      await this.#change(() => ({ deletedAt: null }), { inBin: true })
    }

    /**
     * Gone for good. Bytes that the storage does not let go of right now belong to no row any more: files:prune
     * takes them.
     * @throws Problem not_found where it is not in the bin
     */
    async removeForGood(this: File) {
      const [removed] = await this.#asJudged().whereNotNull('deleted_at').delete()
      if (!removed) throw problems.notFound()
      await fileStore
        .remove(this.id)
        .catch((error) => logger.warn({ err: error, file: this.id }, 'bytes could not be removed'))
    }

    async #change(this: File, changeAt: (now: DateTime) => Change, { inBin = false } = {}) {
      const now = await databaseTime()
      const change = { ...changeAt(now), updatedAt: now }
      const [changed] = await this.#asJudged()
        .if(
          inBin,
          (query) => query.whereNotNull('deleted_at'),
          (query) => query.whereNull('deleted_at')
        )
        .update(change)
      if (!changed) await this.#refuse(inBin)
      this.merge(change)
    }

    /** A transfer may have come since it was asked whose it is. */
    #asJudged(this: File) {
      const { id, ownerId } = this
      return (this.constructor as typeof File).query().where({ id, ownerId })
    }

    /** @throws Problem conflict, or not_found where it is gone or another's meanwhile */
    async #refuse(this: File, inBin: boolean) {
      await this.#asJudged().firstOrFail()
      throw problems.conflict(inBin ? 'This file is not in the bin.' : 'This file is in the bin.')
    }
  }
