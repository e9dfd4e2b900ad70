import env from '#start/env'
import { configProvider } from '@adonisjs/core'
import { defineConfig, stores } from '@adonisjs/limiter'
import type { InferLimiters, LimiterConsumptionOptions } from '@adonisjs/limiter/types'

const database = configProvider.create(async () => {
  const { DatabaseStore } = await import('#limits/database_store')
  return (options: LimiterConsumptionOptions) => new DatabaseStore(options)
})

/** Counts for all instances together. Expired rows are pruned with everything else: app/jobs/prune.ts. */
const shared = env.get('REDIS_URL') ? stores.redis({ connectionName: 'main' }) : database

const limiterConfig = defineConfig({
  default: 'shared',
  stores: { shared, memory: stores.memory({}) },
})

export default limiterConfig

declare module '@adonisjs/limiter/types' {
  export interface LimitersList extends InferLimiters<typeof limiterConfig> {}
}
