import type { NormalizeConstructor } from '@adonisjs/core/types/helpers'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { FileSchema } from '#database/schema'
import { problems } from '#exceptions/problem'
import type File from '#models/file'
import type User from '#models/user'

/** What sharing a file asks of the file itself. */
export const WithSharing = <Base extends NormalizeConstructor<typeof FileSchema>>(base: Base) =>
  class extends base {
    /**
     * Shares and links of one file are made one after the other. Lock accounts first.
     * @throws Problem not_found where it is not theirs any more, or conflict where it is in the bin
     */
    async lockAsOwnedBy(this: File, owner: User, trx: TransactionClientContract) {
      const now = await (this.constructor as typeof File)
        .query({ client: trx })
        .where({ id: this.id, ownerId: owner.id })
        .forUpdate()
        .firstOrFail()
      if (now.deletedAt) throw problems.conflict('This file is in the bin. Restore it first.')
    }
  }
