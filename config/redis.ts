import env from '#start/env'
import type { InferConnections, RedisConnectionsList } from '@adonisjs/redis/types'

/** Used if REDIS_URL is set. Otherwise it is not even loaded, which is why defineConfig() is not used here. */
const url = URL.parse(env.get('REDIS_URL') ?? '') ?? new URL('redis://localhost')

const redisConfig = {
  connection: 'main' as const,
  connections: {
    main: {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port || 6379,
      username: decodeURIComponent(url.username) || undefined,
      password: decodeURIComponent(url.password) || undefined,
      db: Number(url.pathname.slice(1)) || 0,
      tls: url.protocol === 'rediss:' ? {} : undefined,
      keyPrefix: 'gatehouse:',
      /** While Redis is away a request fails quickly with 503, instead of waiting for it. */
      maxRetriesPerRequest: 1,
      connectTimeout: 2_000,
      /** And where it takes connections and says nothing. */
      commandTimeout: 2_000,
      retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
    },
  },
} satisfies { connection: string; connections: RedisConnectionsList }

export default redisConfig

declare module '@adonisjs/redis/types' {
  export interface RedisConnections extends InferConnections<typeof redisConfig> {}
}
