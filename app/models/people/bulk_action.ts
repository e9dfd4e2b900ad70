import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Asker } from '#activity/asker'
import { record } from '#activity/record'
import { retention } from '#config/service/retention'
import { BulkActionSchema } from '#database/schema'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import { holdSuperUser } from '#models/sign_ins/hold'

const ACTIVE: BulkAction['state'][] = ['waiting', 'running']

/** An action on all people whom a filter finds: app/people/bulk performs it. */
export default class BulkAction extends BulkActionSchema {
  /** Unfinished actions, oldest first. */
  static active(client?: TransactionClientContract) {
    return this.query({ client }).whereIn('state', ACTIVE).orderBy('created_at')
  }

  /** Newest first. */
  static list(page: number, perPage: number) {
    return this.query().orderBy('created_at', 'desc').orderBy('id', 'desc').paginate(page, perPage)
  }

  /** @throws Problem not_found */
  static async findOrRefuse(id: string) {
    const action = await this.find(id)
    if (!action) throw problems.notFound()
    return action
  }

  get isActive() {
    return ACTIVE.includes(this.state)
  }

  /** Whether there is a file to download that has not expired. */
  async keepsExport() {
    if (this.kind !== 'export' || this.state !== 'done') return false
    const isKept = 'ended_at > now() - make_interval(days => ?)'
    const kept = BulkAction.query().where('id', this.id).whereRaw(isKept, [retention.exports])
    return (await kept.first()) !== null
  }

  /** In whose name it is done, whichever process does it. */
  get asker(): Asker {
    const { id, credential, startedBy, signInId } = this
    return {
      credential,
      userId: startedBy ?? undefined,
      signInId: signInId ?? undefined,
      bulkActionId: id,
    }
  }

  /**
   * What is done stays done. Waits for the current batch, a second at most.
   * @throws Problem conflict if it has already ended
   */
  async stop() {
    await transaction(async (trx) => {
      const active = BulkAction.active(trx).where('id', this.id).clearOrder()
      // Before the asker's account: a batch, too, locks the action before accounts.
      await active.clone().forUpdate()
      await holdSuperUser(trx)
      const [stopped] = await active.update({ state: 'stopped', ended_at: db.raw('now()') })
      if (!stopped) throw problems.conflict('bulkActionEnded')
      await trx.from('export_parts').where('bulk_action_id', this.id).delete()
      await record('bulk_action_stopped', { userId: null, on: ['bulk_action', this.id] }, trx)
    })
  }
}
