import { rename, rm, writeFile } from 'node:fs/promises'
import { S3Server } from '#tests/helpers/storage/s3'
import { LocalStorage } from '#tests/helpers/storage/storage'

export const folder = new LocalStorage()
const away = () => `${folder.root}-away`
export const bucket = new S3Server()

/** Each fails in its own way: a file stands where the folder was, and the bucket refuses. */
export const PLACES = {
  folder: {
    storage: folder,
    settings: () => ({ STORAGE_DISK: 'local', STORAGE_LOCAL_ROOT: folder.root }),
    async fail() {
      await rename(folder.root, away())
      await writeFile(folder.root, '')
    },
    async recover() {
      await rm(folder.root)
      await rename(away(), folder.root)
    },
    reason: 'ENOTDIR: not a directory, ',
    code: 'ENOTDIR',
  },
  bucket: {
    storage: bucket,
    settings: () => ({ ...bucket.settings, STORAGE_S3_TIMEOUT_SECONDS: '1' }),
    fail: async () => void (bucket.fails = () => true),
    recover: async () => void (bucket.fails = () => false),
    reason: 'InternalError',
    code: 'InternalError',
  },
}

export type FailingPlace = (typeof PLACES)[keyof typeof PLACES]
