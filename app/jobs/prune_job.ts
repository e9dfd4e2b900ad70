import logger from '@adonisjs/core/services/logger'
import { prune } from '#jobs/prune'
import type { Pruned } from '#storage/pruning'
import { pruneEvery } from '#config/service/retention'
import type { Job } from '#jobs/scheduler'
import { pruneStorage } from '#upkeep/prune'
import { MILLISECONDS, MINUTE } from '#words/duration'

const countsOf = (pruned: Pruned) =>
  Object.fromEntries(pruned.map(({ what, count }) => [what, count]))

/** The job behind `node ace auth:prune` and `files:prune`. */
export const pruneJob: Job = {
  name: 'auth:prune',
  every: pruneEvery * MINUTE * MILLISECONDS,
  async work(signal) {
    logger.info({ pruned: countsOf(await prune({ signal })) }, 'pruned')
    logger.info({ pruned: countsOf(await pruneStorage({ signal })) }, 'pruned files')
  },
}
