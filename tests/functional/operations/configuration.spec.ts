import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { test } from '@japa/runner'
import { listen } from '#tests/helpers/servers/listen'
import { READ_TYPESCRIPT } from '#tests/helpers/servers/node'
import { PRODUCTION, startServer } from '#tests/helpers/servers/server'
import { until } from '#tests/helpers/until'

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

const [KEY, OTHER_KEY] = [process.env.APP_KEY!, 'another-key-that-is-long-enough-0123456789']

const previous = (keys: string, why: string): [string, Record<string, string>, string] => [
  'APP_PREVIOUS_KEYS',
  { APP_PREVIOUS_KEYS: keys },
  why,
]

const REFUSED: [name: string, settings: Record<string, string>, why?: string][] = [
  ['APP_KEY', { APP_KEY: 'short' }],
  ['PORT', { PORT: 'abc' }],
  ...['1e3', ' 15', '15 ', '0x10', 'Infinity', '-1', '1.5', '1_000', '99999999999999999999'].map(
    (value): [string, Record<string, string>] => [
      'SESSION_IDLE_MINUTES',
      { SESSION_IDLE_MINUTES: value },
    ]
  ),
  ['PORT', { PORT: '"3333"' }, 'is in quotation marks'],
  ['PORT', { PORT: '3333\r' }, 'begins or ends with a blank'],
  ['APP_KEY', { APP_KEY: "'an example of a key in quotes, 0123456789'" }, 'is in quotation marks'],
  previous('short', 'must list whole keys, .* key 1 is too short'),
  previous(
    `${OTHER_KEY}, example-example-example-example-example`,
    'must list .* key 2 is too short'
  ),
  previous(`${OTHER_KEY},${KEY}`, 'lists APP_KEY itself, as key 2'),
  previous(`${OTHER_KEY},,${OTHER_KEY}`, 'lists key 2 twice'),
  previous(`"${OTHER_KEY}",${OTHER_KEY}2`, 'has key 1 in quotation marks'),
  previous(`"${OTHER_KEY}"`, 'is in quotation marks'),
  ['DATABASE_URL', { DATABASE_URL: 'postgres://user@host:port/db' }, 'must be a postgres:// URL'],
  ...['nonsense', '1', 'loopback, 10/8', '10.1', '0x7f.0.0.1', '10.0.0.0/33', '::1/x'].map(
    (proxies): [string, Record<string, string>] => ['TRUST_PROXY', { TRUST_PROXY: proxies }]
  ),
  ['CSP_REPORT_URL', { CSP_REPORT_URL: 'reports.example' }, 'must be a URL'],
  ['SUPPORT_CONTACT', { SUPPORT_CONTACT: 'javascript:alert(1)' }, 'must be an email address'],
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
  ['SESSION_IDLE_MINUTES', { SESSION_IDLE_MINUTES: '1441' }, 'must be at most 1440,'],
  ['SESSION_IDLE_MINUTES', { SESSION_MAX_HOURS: '1' }, 'must be at most 60,'],
  ['SESSION_MAX_HOURS', { SESSION_MAX_HOURS: '25', SESSION_KEPT_MAX_DAYS: '1' }, '.* most 24,'],
  ['CONFIRMATION_MINUTES', { CONFIRMATION_MINUTES: '1441' }, 'must be at most 1440,'],
  ['REFRESH_GRACE_SECONDS', { REFRESH_GRACE_SECONDS: '61', ACCESS_TOKEN_MINUTES: '1' }, '.* 60,'],
  ['ACCESS_TOKEN_MINUTES', { ACCESS_TOKEN_MINUTES: '1441', REFRESH_TOKEN_DAYS: '1' }, '.* 1440,'],
  ['REFRESH_TOKEN_DAYS', { DEVICE_MAX_DAYS: '29' }, 'must be at most 29,'],
  ...['SESSION_KEPT_MAX_DAYS', 'DEVICE_MAX_DAYS', 'DELETED_ACCOUNT_DAYS', 'DELETED_FILE_DAYS'].map(
    (name): [string, Record<string, string>, string] => [name, { [name]: '36501' }, '.* to 36500,']
  ),
  ['HOST', { HOST: 'no-such-host.invalid' }, 'no-such-host.invalid is not known'],
  ['HOST', { HOST: 'http://localhost' }, 'http://localhost is not known'],
  ['HOST', { HOST: '192.0.2.1' }, '192.0.2.1 is no address of this machine'],
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
      for (const key of [KEY, OTHER_KEY]) assert.notInclude(message, key)
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

  test('warns of a variable that is misspelt, and says which was meant', async ({
    assert,
    cleanup,
  }) => {
    const server = await startServer({
      LOG_LEVEL: 'warn',
      ACCES_TOKEN_MINUTES: '5',
      SESION_IDLE_MINUTES: '5',
      smtp_url: '',
      SMTP_USER: '',
      DATBASE_TIMEOUT_SECOND: '1',
      // Of no concern to us.
      HOSTS: 'a',
      LANGUAGES: 'de',
      GATEWAY_INTERFACE: 'CGI/1.1',
    })
    cleanup(server.stop)
    await until('all is said', () => server.log().includes('SMTP_USERNAME'))
    const said = server.log().match(/\w+: nothing reads this variable\. Did you mean \w+\?/g)!
    assert.sameMembers(said, [
      'ACCES_TOKEN_MINUTES: nothing reads this variable. Did you mean ACCESS_TOKEN_MINUTES?',
      'SESION_IDLE_MINUTES: nothing reads this variable. Did you mean SESSION_IDLE_MINUTES?',
      'smtp_url: nothing reads this variable. Did you mean SMTP_URL?',
      'SMTP_USER: nothing reads this variable. Did you mean SMTP_USERNAME?',
      'DATBASE_TIMEOUT_SECOND: nothing reads this variable. Did you mean DATABASE_TIMEOUT_SECONDS?',
    ])
  })
})
