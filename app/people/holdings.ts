import { listPersonalTokens } from '#accounts/personal_tokens'
import { heldFiles } from '#files/quota'
import { listEvents } from '#history/list'
import type User from '#models/user'
import PersonalToken from '#models/personal_token'
import { countSignIns, listSignIns } from '#sign_ins/list'

/** What somebody has here: how much, and never the contents. */
export type Holdings = Awaited<ReturnType<typeof holdingsOf>>

export async function holdingsOf(person: User) {
  const [tokens] = await PersonalToken.live().where('user_id', person.id).count('* as total')
  return {
    signIns: await countSignIns(person),
    personalTokens: Number(tokens.$extras.total),
    ...(await heldFiles(person)),
  }
}

/** How many of each kind are listed, last used first. */
const SHOWN = 50

/** Everything on a person's page, and in user:show. */
export async function lookAt(person: User) {
  const { events } = await listEvents({ person: person.id })
  return {
    holdings: await holdingsOf(person),
    signIns: await listSignIns(person).limit(SHOWN),
    tokens: await listPersonalTokens(person).limit(SHOWN),
    events,
  }
}
