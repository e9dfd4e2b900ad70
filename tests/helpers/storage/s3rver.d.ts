declare module '@20minutes/s3rver' {
  import type { RequestListener } from 'node:http'

  type Range = { start?: number; end?: number }

  type Context = { app: object; method: string; path: string; query: Record<string, unknown> }

  export default class S3rver {
    constructor(options: {
      directory: string
      silent: boolean
      vhostBuckets: boolean
      configureBuckets: { name: string }[]
    })
    middleware: ((ctx: Context, next: () => Promise<void>) => Promise<void> | void)[]
    logger: { exceptions: { unhandle(): void }; close(): void }
    store: {
      getObject(bucket: string, key: string, range?: Range): Promise<unknown>
      deleteObject(bucket: string, key: string): Promise<void>
      getResourcePath(bucket: string, key: string, resource: string): string
    }
    configureBuckets(): Promise<unknown>
    callback(): RequestListener
  }
}

declare module '@20minutes/s3rver/lib/models/account.js' {
  export const DUMMY_ACCOUNT: { createKeyPair(id: string, secret: string): void }
}
