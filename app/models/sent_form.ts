import db from '@adonisjs/lucid/services/db'
import encryption from '@adonisjs/core/services/encryption'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { SentFormSchema } from '#database/schema'
import { hashArray } from '#secrets/hash_array'
import { DAY, HOUR, MINUTE } from '#words/duration'

/** Seconds: when a claim lapses if its server has died, and how long the answer is stored. */
type Keeping = { claim: number; answer: number }

/**
 * Uploads take long, and nobody waits longer than two minutes before they press a button again. The answer may hold a
 * secret that is shown once.
 */
const OF_FORMS: Keeping = { claim: HOUR, answer: 2 * MINUTE }

/**
 * An app may try again hours later, when it is back online. JSON requests are answered, or given up, within a minute.
 */
export const OF_KEYED_REQUESTS: Keeping = { claim: MINUTE, answer: DAY }

/** SQL: how long a key is remembered at all; after that it counts as new. */
const LASTS = `interval '1 day'`

const PURPOSE = 'answer to a form'

/** Deletes a few expired rows with each claim, so that no secret stays until the next prune. */
const FORGET = `
  update sent_forms set answer = null where key_hash in (
    select key_hash from sent_forms
    where answer is not null and answer_until <= now()
    limit :most for update skip locked)`

/** If a server died during a form, its claim can be taken over once it has lapsed. */
const HAS_LAPSED = `(sent_forms.answered_at is null and sent_forms.claimed_until <= now()
    or sent_forms.created_at <= now() - ${LASTS})`

/**
 * A row for each hash that the form may have (see keyedHashes()), so that instances find each other's claims while
 * APP_KEY changes. All of them take the rows in the same order.
 */
const CLAIM = `
  with forgotten as (${FORGET})
  insert into sent_forms (key_hash, claimed_until, fingerprint)
  select key, now() + make_interval(secs => :lasts), fingerprint
  from unnest(:keys::bytea[], :fingerprints::bytea[]) as claimed (key, fingerprint)
  where not exists (select from sent_forms where key_hash = any(:keys::bytea[]) and not ${HAS_LAPSED})
  order by key
  on conflict (key_hash) do update set claimed_until = excluded.claimed_until,
    fingerprint = excluded.fingerprint, created_at = now(), answered_at = null, answer = null
  where ${HAS_LAPSED}
  returning key_hash`

const LOOK = `
  select answered_at is not null and (answer_until is not null or claimed_until <= now()) as is_answered,
    claimed_until > now() as is_claimed, fingerprint,
    case when answer_until > now() then answer end as answer
  from sent_forms where key_hash = any(:keys::bytea[]) and created_at > now() - ${LASTS}
  order by is_answered desc, is_claimed desc limit 1`

type Row = {
  is_answered: boolean
  is_claimed: boolean
  fingerprint: Buffer | null
  answer: string | null
}

/** The fingerprint is that of the claim: see claim(). */
export type FormState<Answer> =
  | { is: 'new' }
  /** Another request with the same form is in progress. */
  | { is: 'under way'; fingerprint: Buffer | null }
  /** Without the answer if that was too long ago, or got lost. */
  | { is: 'answered'; fingerprint: Buffer | null; answer: Answer | null }

/**
 * A form of a page, known by a key that only its browser can know; or a request of the API, known by its
 * Idempotency-Key. Of all requests that send it, one acts. Its keys are what keyedHashes() makes of that key.
 */
export default class SentForm extends SentFormSchema {
  static async look<Answer>(keys: Buffer[]): Promise<FormState<Answer>> {
    const { rows } = await db.rawQuery<{ rows: Row[] }>(LOOK, {
      keys: hashArray(keys),
    })
    const [form] = rows
    if (!form || !(form.is_answered || form.is_claimed)) return { is: 'new' }
    const { fingerprint } = form
    if (!form.is_answered) return { is: 'under way', fingerprint }
    const answer = form.answer ? encryption.decrypt<Answer>(form.answer, PURPOSE) : null
    return { is: 'answered', fingerprint, answer }
  }

  /**
   * @param fingerprints of what is requested, one for each key, if the keys alone do not tell
   * @returns whether the caller is the one to act, and must call keep() or release()
   */
  static async claim(keys: Buffer[], { claim: lasts } = OF_FORMS, fingerprints: Buffer[] = []) {
    const values = {
      ...{ keys: hashArray(keys), fingerprints: hashArray(fingerprints) },
      ...{ lasts, most: 10 },
    }
    const { rows } = await db.rawQuery<{ rows: { key_hash: Buffer }[] }>(CLAIM, values)
    if (rows.length === keys.length) return true
    // An instance that knows fewer keys was faster.
    if (rows.length) await this.release(rows.map((row) => row.key_hash))
    return false
  }

  /** In the transaction of what it asks for: from then on nobody acts on it again, whatever becomes of the answer. */
  static async markDone(keys: Buffer[], client: TransactionClientContract) {
    const rows = client.from('sent_forms').whereIn('key_hash', keys)
    await rows.update({ answered_at: db.raw('now()') })
  }

  /** From here on nobody acts on the form again. */
  static async keep(keys: Buffer[], answer: unknown, { answer: lasts } = OF_FORMS) {
    const encrypted = encryption.encrypt(answer, { expiresIn: `${lasts}s`, purpose: PURPOSE })
    const until = db.raw('now() + make_interval(secs => ?)', [lasts])
    await db
      .from('sent_forms')
      .whereIn('key_hash', keys)
      .update({ answer: encrypted, answered_at: db.raw('now()'), answer_until: until })
  }

  /** @returns how many expired answers were deleted, up to the given number */
  static async forgetAnswers(most: number) {
    const { rowCount } = await db.rawQuery<{ rowCount: number }>(FORGET, { most })
    return rowCount
  }

  static async countAnswersToForget() {
    const [{ total }] = await db
      .from('sent_forms')
      .whereNotNull('answer')
      .whereRaw('answer_until <= now()')
      .count('* as total')
    return Number(total)
  }

  /** Nothing was done, so the form may be sent again. */
  static async release(keys: Buffer[]) {
    await db.from('sent_forms').whereIn('key_hash', keys).whereNull('answered_at').delete()
  }

  /** When the last one is forgotten that there is now; null if there is none. */
  static async lastForgotten(): Promise<Date | null> {
    const [{ last }] = await db
      .from('sent_forms')
      .select(db.raw(`max(created_at) + ${LASTS} as last`))
    return last
  }
}
