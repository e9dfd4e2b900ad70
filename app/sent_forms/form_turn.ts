import { setTimeout as wait } from 'node:timers/promises'
import type { KeptAnswer } from '#sent_forms/kept_answer'
import { problems } from '#exceptions/problem'
import SentForm from '#models/sent_form'

/** Milliseconds. */
const PATIENCE = 30_000
const SHORTEST_PAUSE = 25
const LONGEST_PAUSE = 400

/** Asks again and again, so that nothing of the database is held meanwhile. */
async function until<T>(ask: () => Promise<T | undefined>): Promise<T | undefined> {
  const end = performance.now() + PATIENCE
  for (let pause = SHORTEST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    const answer = await ask()
    if (answer !== undefined || performance.now() > end) return answer
    await wait(pause)
  }
}

/** What became of the form, once nobody acts on it. Undefined where somebody still does after a while. */
export const untilSettled = (key: Buffer) =>
  until(async () => {
    const form = await SentForm.look<KeptAnswer>(key)
    return form.is === 'under way' ? undefined : form
  })

/**
 * Of several requests with the same form, lets one through. The others wait for its answer, and act where it failed.
 * @returns the answer, for all but the one
 * @throws Problem conflict where it was sent long ago, or unavailable where the first takes too long
 */
export async function takeTurn(key: Buffer): Promise<KeptAnswer | null> {
  const turn = await until(async () => {
    if (await SentForm.claim(key)) return { answer: null }
    const form = await SentForm.look<KeptAnswer>(key)
    if (form.is !== 'answered') return undefined
    if (!form.answer) throw problems.conflict('formSentAlready')
    return { answer: form.answer }
  })
  if (!turn) throw problems.unavailable()
  return turn.answer
}
