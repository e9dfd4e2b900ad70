import env from '#start/env'
import app from '@adonisjs/core/services/app'
import { defineConfig } from '@adonisjs/drive'
import type { ServiceConfigProvider } from '@adonisjs/drive/types'
import { LocalDriver } from '#storage/local_driver'
import type { S3Driver } from '#storage/s3_driver'
import { MILLISECONDS } from '#words/duration'

const endpoint = env.get('STORAGE_S3_ENDPOINT')
const pathStyle = env.get('STORAGE_S3_FORCE_PATH_STYLE')

/** The disk that files are stored on. */
export const storageDisk = env.get('STORAGE_DISK') ?? 'local'

/** Whether there is a bucket, as the storage or only to copy to or from. */
export const s3IsConfigured = env.get('STORAGE_S3_BUCKET') !== ''

/** The bucket with one of its credentials. Without a bucket, the S3 client (35 MB) is not even loaded. */
const bucketWith = (
  accessKeyId: string,
  secretAccessKey: string
): ServiceConfigProvider<() => S3Driver> => ({
  type: 'provider',
  async resolver() {
    if (!s3IsConfigured) {
      return () => {
        throw new Error('STORAGE_S3_BUCKET: is missing.')
      }
    }
    const { S3Driver: Driver } = await import('#storage/s3_driver')
    return () =>
      new Driver({
        bucket: env.get('STORAGE_S3_BUCKET'),
        region: env.get('STORAGE_S3_REGION'),
        endpoint: endpoint?.origin,
        forcePathStyle: pathStyle ? pathStyle === 'yes' : endpoint !== undefined,
        credentials: { accessKeyId, secretAccessKey },
        timeout: env.get('STORAGE_S3_TIMEOUT_SECONDS') * MILLISECONDS,
      })
  },
})

const driveConfig = defineConfig({
  default: storageDisk === 'local' ? 'local' : 's3Read',
  services: {
    local: () => new LocalDriver(app.makePath(env.get('STORAGE_LOCAL_ROOT'))),
    s3Read: bucketWith(env.get('STORAGE_S3_READ_KEY_ID'), env.get('STORAGE_S3_READ_SECRET')),
    s3Write: bucketWith(env.get('STORAGE_S3_WRITE_KEY_ID'), env.get('STORAGE_S3_WRITE_SECRET')),
  },
})

export default driveConfig

declare module '@adonisjs/drive/types' {
  export interface DriveDisks extends InferDriveDisks<typeof driveConfig> {}
}
