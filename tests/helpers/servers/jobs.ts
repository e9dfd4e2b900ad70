import { JOBS } from '#jobs/all'
import { holdTransaction } from '#tests/helpers/database/transactions'

/**
 * Lets no server run a job until the test or the group is over: what other tests left to be done is done in between,
 * at any moment. One that is running is waited for.
 */
export async function holdJobs() {
  const trx = await holdTransaction()
  for (const { name } of JOBS) {
    await trx.rawQuery('select pg_advisory_xact_lock(hashtext(?))', [name])
  }
}
