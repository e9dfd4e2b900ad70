import { KEPT_PICTURES } from '#accounts/picture/kept'
import { KEPT_ARCHIVES } from '#exports/kept'
import { KEPT_FILES } from '#files/upkeep/kept'
import type { Keeper, Stored } from '#storage/stored'

/** Everything that stores bytes. Those that none of them knows are removed by the next files:prune. */
const KEEPERS: Keeper[] = [KEPT_FILES, KEPT_ARCHIVES, KEPT_PICTURES]

export async function knownAmong(keys: string[]) {
  const known = new Set<string>()
  for (const keeper of KEEPERS) for (const key of await keeper.knownAmong(keys)) known.add(key)
  return known
}

/** Everything whose bytes should be in the storage. */
export async function* allStored(): AsyncIterable<Stored> {
  for (const { after } of KEEPERS) {
    let rows = (await after?.('00000000-0000-0000-0000-000000000000')) ?? []
    while (rows.length) {
      yield* rows
      rows = await after!(rows.at(-1)!.id)
    }
  }
}

/** It may have been removed while it was being checked. */
export async function isStillThere({ id }: Stored) {
  for (const { isThere } of KEEPERS) if (await isThere?.(id)) return true
  return false
}
