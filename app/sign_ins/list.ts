import SignIn from '#models/sign_in'
import type User from '#models/user'

const liveSignInsOf = (user: User) => SignIn.live().where('user_id', user.id)

/** Where somebody is signed in, last used first. */
export const listSignIns = (user: User) =>
  liveSignInsOf(user).orderBy('last_seen_at', 'desc').orderBy('id', 'desc')

export async function countSignIns(user: User) {
  const [row] = await liveSignInsOf(user).count('* as total')
  return Number(row.$extras.total)
}
