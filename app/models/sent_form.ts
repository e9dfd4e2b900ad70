import db from '@adonisjs/lucid/services/db'
import encryption from '@adonisjs/core/services/encryption'
import { SentFormSchema } from '#database/schema'
import { HOUR } from '#words/duration'

/** Seconds after which a form counts as not acted on whose server died over it. Uploads take long. */
const CLAIM_LASTS = HOUR

/** Seconds. Longer than anybody waits before they press a button again; it may hold a secret that is shown once. */
export const ANSWER_LASTS = 120

const PURPOSE = 'answer to a form'

/** What is past its time, a little of it with each claim: no secret lies about until the next prune. */
const FORGET = `
  update sent_forms set answer = null where key_hash in (
    select key_hash from sent_forms
    where answer is not null and answered_at <= now() - make_interval(secs => ${ANSWER_LASTS})
    limit :most for update skip locked)`

/** A server that died over the form has left a claim, which another may take once its time is over. */
const CLAIM = `
  with forgotten as (${FORGET})
  insert into sent_forms (key_hash, claimed_until) values (:key, now() + make_interval(secs => :lasts))
  on conflict (key_hash) do update set claimed_until = excluded.claimed_until
  where sent_forms.answered_at is null and sent_forms.claimed_until <= now()
  returning key_hash`

const LOOK = `
  select answered_at is not null as is_answered, claimed_until > now() as is_claimed,
    case when answered_at > now() - make_interval(secs => :lasts) then answer end as answer
  from sent_forms where key_hash = :key`

type Row = { is_answered: boolean; is_claimed: boolean; answer: string | null }

export type FormState<Answer> =
  | { is: 'new' }
  /** Another request with the same form is under way. */
  | { is: 'under way' }
  /** Without the answer, where that was too long ago. */
  | { is: 'answered'; answer: Answer | null }

/** A form of a page, known by a key that only its browser can know. Of all who send it one acts. */
export default class SentForm extends SentFormSchema {
  static async look<Answer>(key: Buffer): Promise<FormState<Answer>> {
    const { rows } = await db.rawQuery<{ rows: Row[] }>(LOOK, { key, lasts: ANSWER_LASTS })
    const [form] = rows
    if (!form?.is_answered) return { is: form?.is_claimed ? 'under way' : 'new' }
    const answer = form.answer ? encryption.decrypt<Answer>(form.answer, PURPOSE) : null
    return { is: 'answered', answer }
  }

  /** @returns whether the caller is the one to act, and owes keep() or release() */
  static async claim(key: Buffer) {
    const { rows } = await db.rawQuery<{ rows: unknown[] }>(CLAIM, {
      key,
      lasts: CLAIM_LASTS,
      most: 10,
    })
    return rows.length > 0
  }

  /** From here on nobody acts on the form again. */
  static async keep(key: Buffer, answer: unknown) {
    const encrypted = encryption.encrypt(answer, {
      expiresIn: `${ANSWER_LASTS}s`,
      purpose: PURPOSE,
    })
    await db
      .from('sent_forms')
      .where('key_hash', key)
      .update({ answer: encrypted, answered_at: db.raw('now()') })
  }

  /** @returns how many answers past their time are forgotten now, up to so many */
  static async forgetAnswers(most: number) {
    const { rowCount } = await db.rawQuery<{ rowCount: number }>(FORGET, { most })
    return rowCount
  }

  static async countAnswersToForget() {
    const [{ total }] = await db
      .from('sent_forms')
      .whereNotNull('answer')
      .whereRaw('answered_at <= now() - make_interval(secs => ?)', [ANSWER_LASTS])
      .count('* as total')
    return Number(total)
  }

  /** Nothing was done: whoever sends the form again may. */
  static async release(key: Buffer) {
    await db.from('sent_forms').where('key_hash', key).whereNull('answered_at').delete()
  }
}
