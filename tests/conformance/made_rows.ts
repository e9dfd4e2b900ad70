import db from '@adonisjs/lucid/services/db'

/** Where something comes to be or goes, once for each time that a request acts. */
const TABLES = [
  'users',
  'sign_ins',
  'personal_tokens',
  'files',
  'file_shares',
  'file_links',
  'email_verifications',
  'password_resets',
  'former_session_ids',
  'webhooks',
  'webhook_deliveries',
] as const

/** Two mails of one kind to one address. */
const DOUBLED_MAILS = `(select count(*)::int - count(distinct (kind, recipient))::int from outgoing_mails)`

type Counts = Record<(typeof TABLES)[number] | 'doubled_mails', number>

export async function countRows(): Promise<Counts> {
  const counts = TABLES.map((table) => `(select count(*)::int from ${table}) as ${table}`)
  const statement = `select ${counts.join(', ')}, ${DOUBLED_MAILS} as doubled_mails`
  return (await db.rawQuery<{ rows: Counts[] }>(statement)).rows[0]
}

/** What came or went more than once, or was written about twice. */
export const doneTwice = (before: Counts, after: Counts) => [
  ...TABLES.filter((table) => Math.abs(after[table] - before[table]) > 1),
  ...(after.doubled_mails === before.doubled_mails ? [] : ['doubled_mails']),
]
