import { Env } from '@adonisjs/core/env'
import { fileRules } from '#start/env/files'
import { keyRules, refuseSameKey } from '#start/env/keys'
import { refuseMarks } from '#start/env/marks'
import { refuseUnsafeProfile } from '#start/env/profile'
import { rules } from '#start/env/rules'
import { refuseUnsafeStorage, storageRules } from '#start/env/storage'
import { refuseContradictoryTimes } from '#start/env/times'

/** .env.example describes every variable. */
const schema = {
  NODE_ENV: rules.nodeEnvironment,
  APP_PROFILE: rules.profile,
  APP_KEY: keyRules.current,
  APP_PREVIOUS_KEYS: keyRules.previous,
  APP_URL: rules.appUrl,
  HOST: rules.text('localhost'),
  PORT: rules.number(3333, { min: 0, max: 65_535 }),
  LOG_LEVEL: rules.logLevel,
  PROCESSES: rules.number(1, { min: 1, max: 256 }),

  TRUST_PROXY: rules.trustProxy,
  CORS_COOKIE_ORIGINS: rules.origins,
  CSP_REPORT_URL: rules.reportUrl,

  DATABASE_URL: rules.databaseUrl,
  DATABASE_POOL_MAX: rules.number(10, { min: 1, max: 500 }),
  DATABASE_POOLER: rules.pooler,
  DATABASE_TIMEOUT_SECONDS: rules.number(15, { min: 1, max: 3_600 }),

  STORAGE_DISK: storageRules.disk,
  STORAGE_LOCAL_ROOT: rules.text('storage/files'),
  STORAGE_S3_BUCKET: storageRules.bucket,
  STORAGE_S3_REGION: rules.text('us-east-1'),
  STORAGE_S3_ENDPOINT: storageRules.endpoint,
  STORAGE_S3_FORCE_PATH_STYLE: rules.yesOrNo,
  STORAGE_S3_READ_KEY_ID: rules.text(''),
  STORAGE_S3_READ_SECRET: rules.text(''),
  STORAGE_S3_WRITE_KEY_ID: rules.text(''),
  STORAGE_S3_WRITE_SECRET: rules.text(''),
  STORAGE_S3_TIMEOUT_SECONDS: rules.number(20, { min: 1, max: 600 }),

  FILE_MAX_BYTES: rules.number(1_073_741_824, { min: 1 }),
  FILE_QUOTA_BYTES: rules.number(1_073_741_824, { min: 0 }),
  FILE_MAX_COUNT: rules.number(100_000, { min: 0 }),
  FILE_MEDIA_TYPES: fileRules.mediaTypes,
  LINK_MINUTES: rules.number(60, { min: 1, max: 10_080 }),
  LINK_MAX_DAYS: rules.number(7, { min: 1, max: 365 }),

  SUPPORT_CONTACT: rules.contact,
  MAIL_FROM: rules.sender,
  SMTP_URL: rules.smtpUrl,
  SMTP_HOST: rules.text(''),
  SMTP_PORT: rules.number(587, { min: 1, max: 65_535 }),
  SMTP_USERNAME: rules.text(''),
  SMTP_PASSWORD: rules.text(''),
  SMTP_TLS: rules.smtpTls,

  SESSION_IDLE_MINUTES: rules.number(120, { min: 1 }),
  SESSION_MAX_HOURS: rules.number(24, { min: 1 }),
  SESSION_KEPT_MAX_DAYS: rules.number(30, { min: 1, max: 36_500 }),
  ACCESS_TOKEN_MINUTES: rules.number(15, { min: 1 }),
  REFRESH_TOKEN_DAYS: rules.number(30, { min: 1 }),
  DEVICE_MAX_DAYS: rules.number(365, { min: 1, max: 36_500 }),
  REFRESH_GRACE_SECONDS: rules.number(30, { min: 0 }),
  CONFIRMATION_MINUTES: rules.number(15, { min: 1 }),

  PRUNE_EVERY_MINUTES: rules.number(60, { min: 0, max: 10_080 }),
  DELETED_ACCOUNT_DAYS: rules.number(30, { min: 1, max: 36_500 }),
  DELETED_FILE_DAYS: rules.number(30, { min: 1, max: 36_500 }),
  SECURITY_EVENT_DAYS: rules.number(365, { min: 30, max: 36_500 }),

  REDIS_URL: rules.redisUrl,
  LIMIT_GUESSES: rules.number(5, { min: 1 }),
  LIMIT_NETWORK_FACTOR: rules.number(1, { min: 1, max: 1_000_000 }),
  LIMIT_READS_PER_MINUTE: rules.number(600, { min: 1 }),
  LIMIT_WRITES_PER_MINUTE: rules.number(120, { min: 1 }),
}

refuseMarks(Object.keys(schema))

const env = await Env.create(new URL('../', import.meta.url), schema).catch((error) => {
  throw rules.inOneLineEach(error)
})

refuseSameKey(env)
refuseUnsafeProfile(env)
refuseUnsafeStorage(env)
refuseContradictoryTimes(env)

/** AdonisJS reads these by itself: the first when it boots, the others when it starts to listen. */
process.env.NODE_ENV = env.get('NODE_ENV')
process.env.HOST = env.get('HOST')
process.env.PORT = String(env.get('PORT'))

/** The names of all variables that Gatehouse reads. */
export const variableNames = Object.keys(schema)

export default env
