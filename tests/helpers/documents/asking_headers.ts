import type { Parameter } from '#tests/helpers/documents/sent'
import type { Answer } from '#tests/helpers/clients/http'

/** Answers that only come to a request with a header, or because it lacks one. */
const ASKING: [string, (answer: Answer) => boolean][] = [
  ['Range', ({ status }) => status === 206 || status === 416],
  ['Link-Password', ({ text }) => text.includes('"code":"link_password_required"')],
  ['Idempotency-Key', ({ headers }) => 'idempotent-replayed' in headers],
  ['If-None-Match', ({ status }) => status === 304],
]

/** The header that asks for such an answer, where no parameter tells of it. */
export const untoldAsking = (parameters: Parameter[], answer: Answer) =>
  ASKING.find(
    ([header, isAsked]) => isAsked(answer) && !parameters.some(({ name }) => name === header)
  )?.[0]
