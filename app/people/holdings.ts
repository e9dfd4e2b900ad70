import { heldFiles } from '#files/quota'
import type User from '#models/user'
import PersonalToken from '#models/personal_token'
import { countSignIns } from '#sign_ins/list'

/** What somebody has here: how much, and never what is in it. */
export type Holdings = Awaited<ReturnType<typeof holdingsOf>>

export async function holdingsOf(person: User) {
  const [tokens] = await PersonalToken.live().where('user_id', person.id).count('* as total')
  return {
    signIns: await countSignIns(person),
    personalTokens: Number(tokens.$extras.total),
    ...(await heldFiles(person)),
  }
}
