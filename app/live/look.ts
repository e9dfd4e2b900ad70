import { askedIn } from '#auth/batched_lookup'
import { CREDENTIAL_KINDS, type CredentialKey, SOURCES } from '#auth/lookups/credential_sources'
import { PreparedQuery } from '#database/prepared_query'
import { NEWS_COLUMNS, type News, newsOf, type NewsRow, unseenBy } from '#history/news'
import { Snapshot } from '#history/snapshot'
import { STATUS_NOW } from '#models/user'
import { hashArray } from '#secrets/hash_array'

/** Events per look. Nobody gets only some of the new events: beyond this number, all clients reload. */
const MOST = 5_000

/** Which of the requested credentials are still valid, by position. */
const goodOnes = CREDENTIAL_KINDS.map(
  (kind, index) => `array(
    select place from ${askedIn(`$${index + 1}`)} ${SOURCES[kind].joined}
    where ${SOURCES[kind].isLive} and ${STATUS_NOW} = 'active') as ${kind}`
)

/** One statement, so that events and credentials are read at the same moment: an ended credential receives nothing. */
const LOOK = new PreparedQuery(
  'look_for_news',
  `select pg_current_snapshot()::text as snapshot, ${goodOnes.join(', ')},
    (select coalesce(json_agg(news), '[]') from (
      select ${NEWS_COLUMNS} from events
      where user_id = any($4::int[]) and ${unseenBy('$5', '$6')}
      order by written_by, id limit ${MOST + 1}) as news) as news`
)

export type Question = {
  /** Whose events to read. */
  users: number[]
  /** What was seen before; undefined for only a starting point. */
  since?: Snapshot
  /** The credentials to check. */
  keys?: CredentialKey[]
}

export type Look = {
  snapshot: Snapshot
  /** Null if there are too many. */
  news: News[] | null
  isGood: (key: CredentialKey) => boolean
}

const idOf = ({ kind, hash }: CredentialKey) => `${kind} ${hash.toString('base64')}`

let last: Promise<unknown> = Promise.resolve()

/**
 * One query, however many streams there are. Only one runs at a time: all streams share one connection of their own.
 */
export function look(question: Question): Promise<Look> {
  const answer = last.then(() => ask(question))
  last = answer.catch(() => {})
  return answer
}

async function ask({ users, since, keys = [] }: Question): Promise<Look> {
  const hashes = CREDENTIAL_KINDS.map((kind) => [
    ...new Map(keys.filter((key) => key.kind === kind).map((key) => [idOf(key), key])).values(),
  ])
  const [row] = await LOOK.run(
    ...hashes.map((ofKind) => hashArray(ofKind.map(({ hash }) => hash))),
    `{${since ? [...new Set(users)].join() : ''}}`,
    since?.text ?? '1:1:',
    String(since?.xmin ?? 1)
  )
  const good = new Set(
    CREDENTIAL_KINDS.flatMap((kind, index) =>
      (row.get(kind) as number[]).map((place) => idOf(hashes[index][place - 1]))
    )
  )
  const rows = row.get('news') as NewsRow[]
  return {
    snapshot: new Snapshot(row.get('snapshot') as string),
    news: rows.length > MOST ? null : newsOf(rows),
    isGood: (key) => good.has(idOf(key)),
  }
}
