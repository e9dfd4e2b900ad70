import db from '@adonisjs/lucid/services/db'
import { Duration, type DurationLike } from 'luxon'

const SHIFTED = {
  sign_ins: ['created_at', 'last_seen_at', 'expires_at', 'refreshed_at', 'confirmed_at'],
  access_tokens: ['expires_at'],
  refresh_tokens: ['expires_at'],
}

/** As if this long had passed for the sign-ins of one person; nobody else grows older. */
export async function letTimePass({ id }: { id: number }, duration: DurationLike) {
  const seconds = Duration.fromDurationLike(duration).as('seconds')
  for (const [table, columns] of Object.entries(SHIFTED)) {
    const shifts = columns.map(
      (column) => `${column} = ${column} - make_interval(secs => :seconds)`
    )
    const owned = table === 'sign_ins' ? 'id' : 'sign_in_id'
    await db.rawQuery(
      `update ${table} set ${shifts.join(', ')}
       where ${owned} in (select id from sign_ins where user_id = :id)`,
      { seconds, id }
    )
  }
}

/** As if the password had been shown this long ago. */
export const ageConfirmation = (userId: number, minutes: number) =>
  db
    .from('sign_ins')
    .where('user_id', userId)
    .update({ confirmed_at: db.raw('now() - make_interval(mins => ?)', [minutes]) })

/** As if the seconds had passed for which a session id from before the last renewal is good for reading. */
export const endGrace = ({ id }: { id: number }) =>
  db.rawQuery(
    `update former_session_ids set good_until = now() - interval '1 second'
     where session_id_hash in (
       select sessions.id_hash from sessions join sign_ins on sign_ins.id = sessions.sign_in_id
       where sign_ins.user_id = ?)`,
    [id]
  )
