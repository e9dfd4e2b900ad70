import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { test } from '@japa/runner'
import { listen } from '#tests/helpers/listen'
import { READ_TYPESCRIPT } from '#tests/helpers/node'
import { PRODUCTION } from '#tests/helpers/server'

/** Starts the server with settings that it must refuse. */
async function refusalOf(settings: Record<string, string>) {
  const server = spawn(process.execPath, [READ_TYPESCRIPT, 'bin/server.ts'], {
    env: { ...process.env, PORT: '0', ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise((resolve) => server.once('exit', resolve))
  return { message: await text(server.stderr), exitCode: await ended }
}

const S3 = {
  STORAGE_DISK: 's3',
  STORAGE_S3_BUCKET: 'files',
  STORAGE_S3_ENDPOINT: 'https://s3.gatehouse.example',
  STORAGE_S3_READ_KEY_ID: 'reader',
  STORAGE_S3_READ_SECRET: 'read',
  STORAGE_S3_WRITE_KEY_ID: 'writer',
  STORAGE_S3_WRITE_SECRET: 'write',
}

const REFUSED: [name: string, settings: Record<string, string>, why?: string][] = [
  ['APP_KEY', { APP_KEY: 'short' }],
  ['PORT', { PORT: 'abc' }],
  ['TRUST_PROXY', { TRUST_PROXY: 'nonsense' }],
  ['CSP_REPORT_URL', { CSP_REPORT_URL: 'reports.example' }, 'must be a URL'],
  ['CSP_REPORT_URL', { CSP_REPORT_URL: 'https://a.example/;script-src *' }, 'must be a URL'],
  ...['capacitor://localhost', 'app://gatehouse', 'file://', 'null', '*'].map(
    (origin): [string, Record<string, string>, string] => [
      'CORS_COOKIE_ORIGINS',
      { CORS_COOKIE_ORIGINS: `https://friend.example, ${origin}` },
      `${origin.replace('*', '[*]')} cannot use the cookie`,
    ]
  ),
  [
    'CORS_COOKIE_ORIGINS',
    { CORS_COOKIE_ORIGINS: 'friend.example' },
    'must be a comma-separated list of origins',
  ],
  ['APP_URL', { ...PRODUCTION, APP_URL: 'http://gatehouse.example' }],
  ['DATABASE_URL', { ...PRODUCTION, DATABASE_URL: '' }],
  ['NODE_ENV', { ...PRODUCTION, NODE_ENV: 'development' }],
  ['SMTP_URL', { ...PRODUCTION, SMTP_URL: '' }, 'is missing'],
  ['SMTP_URL', { ...PRODUCTION, SMTP_URL: 'mail.example.org' }, 'must be a URL'],
  ['SMTP_TLS', { ...PRODUCTION, SMTP_TLS: 'maybe' }, 'must be one of'],
  ['MAIL_FROM', { ...PRODUCTION, MAIL_FROM: '' }, 'is missing'],
  ['MAIL_FROM', { ...PRODUCTION, MAIL_FROM: 'nobody' }, 'must be an address'],
  ['LINK_MINUTES', { LINK_MINUTES: '1441', LINK_MAX_DAYS: '1' }, 'must be at most 1440,'],
  ['STORAGE_DISK', { STORAGE_DISK: 'floppy' }],
  ['STORAGE_DISK', { ...PRODUCTION, STORAGE_DISK: '' }],
  ['STORAGE_DISK', { APP_PROFILE: 'dev-prod-db', STORAGE_DISK: '' }],
  ['STORAGE_LOCAL_ROOT', { ...PRODUCTION, STORAGE_LOCAL_ROOT: 'storage/files' }],
  ...Object.keys(S3)
    .filter((name) => !/DISK|ENDPOINT/.test(name))
    .map((name): [string, Record<string, string>] => [name, { ...S3, [name]: '' }]),
  ['STORAGE_S3_WRITE_SECRET', { ...S3, STORAGE_DISK: 'local', STORAGE_S3_WRITE_SECRET: '' }],
  ['STORAGE_S3_READ_KEY_ID', { ...S3, STORAGE_S3_READ_KEY_ID: 'writer' }],
  ['STORAGE_S3_BUCKET', { ...S3, STORAGE_S3_BUCKET: 'No/Bucket' }],
  ['STORAGE_S3_ENDPOINT', { ...S3, STORAGE_S3_ENDPOINT: 'https://s3.gatehouse.example/path' }],
  ['STORAGE_S3_ENDPOINT', { ...PRODUCTION, ...S3, STORAGE_S3_ENDPOINT: 'http://s3.example' }],
  ['STORAGE_S3_FORCE_PATH_STYLE', { ...S3, STORAGE_S3_FORCE_PATH_STYLE: 'perhaps' }],
]

/** Two at a time: with one, the second processor of a machine has nothing to do. */
function refuseAll() {
  const lanes: Promise<unknown>[] = [Promise.resolve(), Promise.resolve()]
  return REFUSED.map(([, settings], at) => {
    const refusal = lanes[at % 2].then(() => refusalOf(settings))
    lanes[at % 2] = refusal
    return refusal
  })
}

test.group('Starting the server', (group) => {
  let refusals: ReturnType<typeof refuseAll>
  group.setup(() => {
    refusals = refuseAll()
  })

  test('is refused in one line where {name} is unsafe')
    .with(REFUSED.map(([name, , why = ''], at) => ({ name, why, at })))
    .run(async ({ assert }, { name, why, at }) => {
      const { message, exitCode } = await refusals[at]
      assert.match(message, new RegExp(`^${name}: ${why}[^\n]+\n$`))
      assert.equal(exitCode, 1)
    })

  test('is refused in one line on a port that another has', async ({ assert, cleanup }) => {
    const other = createServer()
    const port = await listen(other)
    cleanup(() => void other.close())
    const { message, exitCode } = await refusalOf({ HOST: '127.0.0.1', PORT: String(port) })
    assert.equal(
      message,
      `PORT: ${port} is taken already. End what listens there, or set PORT to another number.\n`
    )
    assert.equal(exitCode, 1)
  })
})
