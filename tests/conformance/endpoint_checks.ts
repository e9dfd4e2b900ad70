import type { Assert } from '@japa/assert'
import type { AuditedRoute } from '#access/audited_route'
import { readContents } from '#tests/conformance/contents'
import { checkForeign, checkWrongIds } from '#tests/conformance/ids'
import { keepNote } from '#tests/fixtures/mistakes/notes'
import type { App } from '#tests/helpers/clients/sign_in'
import { exposedIn } from '#tests/helpers/database/exposure'
import { statementsOf } from '#tests/helpers/database/statements'
import { createUser, type Person } from '#tests/helpers/people/users'

export type Ask = (path: string) => ReturnType<App['send']>
type Check = (assert: Assert, route: AuditedRoute, ask: Ask, caller: Person) => Promise<void>

const hasId = ({ path }: AuditedRoute) => path.includes(':id')

const keepNotes = (count: number, owner: Person) =>
  Promise.all(Array.from({ length: count }, () => keepNote(owner)))

/** What the conformance suite asks of every route, one by one. */
export const CHECKS: Record<string, Check> = {
  'an id that is none': async (assert, route, ask) => {
    if (hasId(route)) await checkWrongIds(assert, route, ask)
  },
  'an id of somebody else': async (assert, route, ask) => {
    if (!hasId(route)) return
    const id = await keepNote(await createUser())
    checkForeign(assert, await ask(route.path.replace(':id', id)))
  },
  'what the answer gives away': async (assert, route, ask) => {
    const exposed = await exposedIn((await ask(route.path)).whole)
    assert.equal(exposed.join(), '')
  },
  'what reading changes': async (assert, route, ask) => {
    if (!route.isSafe) return
    await keepNote(await createUser())
    const before = await readContents()
    await ask(route.path)
    assert.deepEqual(await readContents(), before)
  },
  'statements by rows': async (assert, route, ask, caller) => {
    if (!route.isSafe || hasId(route)) return
    const count = async () => (await statementsOf(() => ask(route.path))).length
    await keepNotes(2, caller)
    await count()
    const few = await count()
    await keepNotes(10, caller)
    assert.equal(await count(), few)
  },
}
