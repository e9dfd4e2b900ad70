import env from '#start/env'
import { defineConfig, stores } from '@adonisjs/limiter'
import type { InferLimiters } from '@adonisjs/limiter/types'

const database = stores.database({ tableName: 'rate_limits', clearExpiredByTimeout: false })

/** What is counted for all instances together. Expired rows are pruned with everything else: app/jobs/prune.ts. */
const shared = env.get('REDIS_URL') ? stores.redis({ connectionName: 'main' }) : database

const limiterConfig = defineConfig({
  default: 'shared',
  stores: { shared, memory: stores.memory({}) },
})

export default limiterConfig

declare module '@adonisjs/limiter/types' {
  export interface LimitersList extends InferLimiters<typeof limiterConfig> {}
}
