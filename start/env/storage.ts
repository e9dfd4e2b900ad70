import { rules } from '#start/env/rules'

const DISKS = ['local', 's3'] as const
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/

type Profile = 'development' | 'dev-prod-db' | 'production'

/** The settings that the rules of the storage check. */
type StorageSettings = {
  get(name: 'APP_PROFILE'): Profile
  get(name: 'STORAGE_DISK'): (typeof DISKS)[number] | undefined
  get(name: 'STORAGE_S3_ENDPOINT'): URL | undefined
  get(name: 'STORAGE_LOCAL_ROOT' | S3Name): string
}

const S3_NAMES = [
  'STORAGE_S3_BUCKET',
  'STORAGE_S3_READ_KEY_ID',
  'STORAGE_S3_READ_SECRET',
  'STORAGE_S3_WRITE_KEY_ID',
  'STORAGE_S3_WRITE_SECRET',
] as const

type S3Name = (typeof S3_NAMES)[number]

/** What each variable of the storage may hold. */
export const storageRules = {
  disk: rules.oneOf(DISKS, () => undefined),

  bucket: (name: string, value?: string) => {
    if (!value || /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(value)) return value ?? ''
    return rules.refuse(name, 'must be the name of a bucket.')
  },

  endpoint: (name: string, value?: string) => {
    if (!value) return undefined
    const url = URL.parse(value)
    if (url && /^https?:$/.test(url.protocol) && url.origin === value.replace(/\/$/, '')) return url
    return rules.refuse(name, 'must be an origin such as https://s3.eu-central-1.example.org.')
  },
}

function refuseUnsafeLocalDisk(env: StorageSettings) {
  if (env.get('APP_PROFILE') === 'production' && !env.get('STORAGE_LOCAL_ROOT').startsWith('/'))
    rules.refuse(
      'STORAGE_LOCAL_ROOT',
      'must be an absolute path in production: the folder of a build is replaced by the next one.'
    )
}

function refuseUnsafeS3(env: StorageSettings) {
  for (const name of S3_NAMES) {
    if (!env.get(name)) rules.refuse(name, 'is missing. The S3 storage cannot do without it.')
  }
  if (env.get('STORAGE_S3_READ_KEY_ID') === env.get('STORAGE_S3_WRITE_KEY_ID'))
    rules.refuse(
      'STORAGE_S3_READ_KEY_ID',
      'must not be the key that writes: a request that only reads should hold no such key.'
    )

  const endpoint = env.get('STORAGE_S3_ENDPOINT')
  const isEncrypted = endpoint?.protocol !== 'http:' || LOOPBACK.test(endpoint.hostname)
  if (env.get('APP_PROFILE') === 'production' && !isEncrypted)
    rules.refuse('STORAGE_S3_ENDPOINT', 'must be https in production, or on this machine.')
}

/**
 * Refuses a storage that cannot work or is unsafe, naming the variable to change.
 * @throws E_INVALID_ENV
 */
export function refuseUnsafeStorage(env: StorageSettings) {
  const profile = env.get('APP_PROFILE')
  const disk = env.get('STORAGE_DISK')
  if (profile !== 'development' && !disk)
    rules.refuse(
      'STORAGE_DISK',
      `is missing. In ${profile} say where files are kept: s3, or local for a single server.`
    )
  if (disk !== 's3') refuseUnsafeLocalDisk(env)
  if (disk === 's3' || env.get('STORAGE_S3_BUCKET')) refuseUnsafeS3(env)
}
