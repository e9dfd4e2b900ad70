import { setTimeout as wait } from 'node:timers/promises'
import type { KeptAnswer } from '#sent_forms/kept_answer'
import { problems } from '#exceptions/problem'
import SentForm from '#models/sent_form'

/** Milliseconds. */
const PATIENCE = 30_000
const SHORTEST_PAUSE = 25
const LONGEST_PAUSE = 400

/** Polls, so that no database connection is held meanwhile. */
async function until<T>(ask: () => Promise<T | undefined>): Promise<T | undefined> {
  const end = performance.now() + PATIENCE
  for (let pause = SHORTEST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    const answer = await ask()
    if (answer !== undefined || performance.now() > end) return answer
    await wait(pause)
  }
}

/** The state of the form once nobody is acting on it. Undefined if somebody still is after a while. */
export const untilSettled = (keys: Buffer[]) =>
  until(async () => {
    const form = await SentForm.look<KeptAnswer>(keys)
    return form.is === 'under way' ? undefined : form
  })

/**
 * Lets one of several requests with the same form through. The others wait for its answer, and act if it fails.
 * @returns the stored answer, or null for the request that is to act
 * @throws Problem conflict if the form was sent long ago, or unavailable if the first request takes too long
 */
export async function takeTurn(keys: Buffer[]): Promise<KeptAnswer | null> {
  const turn = await until(async () => {
    if (await SentForm.claim(keys)) return { answer: null }
    const form = await SentForm.look<KeptAnswer>(keys)
    if (form.is !== 'answered') return undefined
    if (!form.answer) throw problems.conflict('formSentAlready')
    return { answer: form.answer }
  })
  if (!turn) throw problems.unavailable()
  return turn.answer
}
