import { randomUUID } from 'node:crypto'
import type { Assert } from '@japa/assert'
import type { AuditedRoute } from '#access/audited_route'
import { type Answer } from '#tests/helpers/clients/http'

/** What stands in an address where an id is wanted: one that nobody has, and what is none. */
export const WRONG_IDS = [
  randomUUID(),
  '00000000-0000-0000-0000-000000000000',
  randomUUID().slice(0, -1),
  `${randomUUID()}0`,
  '0',
  '-1',
  '1.5',
  '2147483648',
  '9223372036854775808',
  '9'.repeat(400),
  'NaN',
  'null',
  '__proto__',
  '%00',
  `${randomUUID()}%00`,
  '%ff',
  '%27%20or%201=1--',
  '..%2f..%2fetc',
]

/** An id that is no id leads nowhere, as one that nobody has: never to a fault of ours. */
export async function checkWrongIds(
  assert: Assert,
  { path }: Pick<AuditedRoute, 'path'>,
  ask: (path: string) => Promise<Answer>
) {
  for (const id of WRONG_IDS) {
    const { status, text } = await ask(path.replace(/:\w+/g, () => id))
    assert.oneOf(status, [400, 404], `${id}: ${text.slice(0, 200)}`)
  }
}

/** What is somebody else's is not there, or is not to be touched. */
export function checkForeign(assert: Assert, { status, text }: Answer) {
  assert.oneOf(status, [403, 404], text.slice(0, 200))
}
