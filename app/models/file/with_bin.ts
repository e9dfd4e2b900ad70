import logger from '@adonisjs/core/services/logger'
import type { NormalizeConstructor } from '@adonisjs/core/types/helpers'
import { DateTime } from 'luxon'
import type { FileSchema } from '#database/schema'
import { problems } from '#exceptions/problem'
import type File from '#models/file'
import fileStore from '#storage/file_store'

type Change = Partial<Pick<FileSchema, 'name' | 'deletedAt'>>

/**
 * What becomes of a file. Each change is one UPDATE that asks where the file is now: of two at once, one wins and the
 * other is told so.
 */
export const WithBin = <Base extends NormalizeConstructor<typeof FileSchema>>(base: Base) =>
  class extends base {
    /** @throws Problem conflict where it is in the bin */
    async rename(this: File, name: string) {
      await this.#change({ name })
    }

    /**
     * From now on it is its owner's alone, and can be restored for as long as config/files.ts says.
     * @throws Problem conflict where it is in the bin already
     */
    async putInBin(this: File) {
      await this.#change({ deletedAt: DateTime.now() })
    }

    /**
     * Its shares and links, those that have not ended meanwhile, work again.
     * @throws Problem conflict where it is not in the bin
     */
    async restore(this: File) {
      await this.#change({ deletedAt: null }, { inBin: true })
    }

    /**
     * Gone for good. Bytes that the storage does not let go of right now belong to no row any more: files:prune
     * takes them.
     * @throws Problem not_found where it is not in the bin
     */
    async removeForGood(this: File) {
      const model = this.constructor as typeof File
      const [removed] = await model.query().where('id', this.id).whereNotNull('deleted_at').delete()
      if (!removed) throw problems.notFound()
      await fileStore
        .remove(this.id)
        .catch((error) => logger.warn({ err: error, file: this.id }, 'bytes could not be removed'))
    }

    async #change(this: File, change: Change, { inBin = false } = {}) {
      const model = this.constructor as typeof File
      const updatedAt = DateTime.now()
      const [changed] = await model
        .query()
        .where('id', this.id)
        .if(
          inBin,
          (query) => query.whereNotNull('deleted_at'),
          (query) => query.whereNull('deleted_at')
        )
        .update({ ...change, updatedAt })
      if (!changed) await this.#refuse(inBin)
      this.merge({ ...change, updatedAt })
    }

    /** @throws Problem conflict, or not_found where it is gone meanwhile */
    async #refuse(this: File, inBin: boolean) {
      await (this.constructor as typeof File).findOrFail(this.id)
      throw problems.conflict(inBin ? 'This file is not in the bin.' : 'This file is in the bin.')
    }
  }
