import db from '@adonisjs/lucid/services/db'
import { uniqueName } from '#tests/helpers/people/users'

/** Many people at once, each signed in by an app: `part` is in the names of all of them and of nobody else. */
export async function createCrowd(size: number) {
  const part = uniqueName('crowd')
  const { rows } = await db.rawQuery<{ rows: { id: number }[] }>(
    `insert into users (username, email, password_hash, status)
     select ? || '_' || i, ? || '_' || i || '@example.org', 'none', 'active'
     from generate_series(1, ?::int) i returning id`,
    [part, part, size]
  )
  const ids = rows.map(({ id }) => id)
  await db.rawQuery(
    `insert into sign_ins (user_id, kind, name, expires_at)
     select id, 'app', 'A phone', now() + interval '1 day' from unnest(?::int[]) as id`,
    [ids]
  )
  return { part, ids }
}

export type Crowd = Awaited<ReturnType<typeof createCrowd>>

/** Of how many people each event of a kind is told, by how often it is. */
export async function timesOf(kind: string, { ids }: Crowd) {
  const { rows } = await db.rawQuery<{ rows: { times: number; people: number }[] }>(
    `select times, count(*)::int as people from (
       select count(events.id)::int as times from unnest(?::int[]) as person (id)
       left join events on user_id = person.id and kind = ? group by person.id) as told
     group by times order by times`,
    [ids, kind]
  )
  return Object.fromEntries(rows.map(({ times, people }) => [times, people]))
}

export async function countWithStatus(status: string, { ids }: Crowd) {
  const people = await db.from('users').whereIn('id', ids).where('status', status)
  return people.length
}
