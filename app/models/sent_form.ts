import db from '@adonisjs/lucid/services/db'
import encryption from '@adonisjs/core/services/encryption'
import { SentFormSchema } from '#database/schema'
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
const CLAIM = `
  with forgotten as (${FORGET})
  insert into sent_forms (key_hash, claimed_until, fingerprint)
  values (:key, now() + make_interval(secs => :lasts), :fingerprint)
  on conflict (key_hash) do update set claimed_until = excluded.claimed_until,
    fingerprint = excluded.fingerprint, created_at = now(), answered_at = null, answer = null
  where sent_forms.answered_at is null and sent_forms.claimed_until <= now()
    or sent_forms.created_at <= now() - ${LASTS}
  returning key_hash`

const LOOK = `
  select answered_at is not null as is_answered, claimed_until > now() as is_claimed, fingerprint,
    case when answer_until > now() then answer end as answer
  from sent_forms where key_hash = :key and created_at > now() - ${LASTS}`

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
  /** Without the answer if that was too long ago. */
  | { is: 'answered'; fingerprint: Buffer | null; answer: Answer | null }

/**
 * A form of a page, known by a key that only its browser can know; or a request of the API, known by its
 * Idempotency-Key. Of all requests that send it, one acts.
 */
export default class SentForm extends SentFormSchema {
  static async look<Answer>(key: Buffer): Promise<FormState<Answer>> {
    const { rows } = await db.rawQuery<{ rows: Row[] }>(LOOK, { key })
    const [form] = rows
    if (!form || !(form.is_answered || form.is_claimed)) return { is: 'new' }
    const { fingerprint } = form
    if (!form.is_answered) return { is: 'under way', fingerprint }
    const answer = form.answer ? encryption.decrypt<Answer>(form.answer, PURPOSE) : null
    return { is: 'answered', fingerprint, answer }
  }

  /**
   * @param fingerprint of what is requested, if the key alone does not tell
   * @returns whether the caller is the one to act, and must call keep() or release()
   */
  static async claim(key: Buffer, { claim: lasts } = OF_FORMS, fingerprint: Buffer | null = null) {
    const values = { key, lasts, fingerprint, most: 10 }
    const { rows } = await db.rawQuery<{ rows: unknown[] }>(CLAIM, values)
    return rows.length > 0
  }

  /** From here on nobody acts on the form again. */
  static async keep(key: Buffer, answer: unknown, { answer: lasts } = OF_FORMS) {
    const encrypted = encryption.encrypt(answer, { expiresIn: `${lasts}s`, purpose: PURPOSE })
    const until = db.raw('now() + make_interval(secs => ?)', [lasts])
    await db
      .from('sent_forms')
      .where('key_hash', key)
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
  static async release(key: Buffer) {
    await db.from('sent_forms').where('key_hash', key).whereNull('answered_at').delete()
  }
}
