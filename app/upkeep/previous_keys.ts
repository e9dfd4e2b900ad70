import { appKeys } from '#config/service/keys'
import ReservedName from '#models/reserved_name'
import SentForm from '#models/sent_form'
import { lastLink } from '#sharing/links/last_link'
import { counted } from '#words/counted'

/** What is lost with a previous key: until when, or null if it does not expire. */
export type Dependent = { what: string; until: Date | null }

/** Nobody can tell with which key an address was signed that somebody has: any of them may be of a previous one. */
async function links(): Promise<Dependent | null> {
  const { count, until } = await lastLink()
  return until && { what: counted(count, 'link to a file', 'links to files'), until }
}

async function sentForms(): Promise<Dependent | null> {
  const until = await SentForm.lastForgotten()
  return until && { what: 'forms, and requests with an Idempotency-Key, sent again', until }
}

async function reservedNames(): Promise<Dependent | null> {
  const count = await ReservedName.countOfEarlierKeys()
  if (!count) return null
  return {
    what: `names of ${counted(count, 'deleted account')}, known by their hashes alone`,
    until: null,
  }
}

const DEPENDENTS = [links, sentForms, reservedNames]

/** What may still need the previous keys; nothing where there are none. */
export async function dependents() {
  if (appKeys.length === 1) return []
  const found = await Promise.all(DEPENDENTS.map((look) => look()))
  return found.filter((dependent) => dependent !== null)
}
