import { test } from '@japa/runner'
import type { Assert } from '@japa/assert'
import type { Router } from '@adonisjs/core/http'
import type { AuditedRoute } from '#access/audited_route'
import { auditedRoutes, report } from '#access/audit'
import { readContents } from '#tests/conformance/contents'
import { exposedBy } from '#tests/conformance/exposure'
import { checkForeign, checkWrongIds } from '#tests/conformance/ids'
import * as notes from '#tests/fixtures/mistakes/notes'
import { type App, signInApp } from '#tests/helpers/clients/sign_in'
import { startScratchServer } from '#tests/helpers/servers/scratch_server'
import { createUser } from '#tests/helpers/people/users'

type Ask = (path: string) => ReturnType<App['send']>
type Check = (assert: Assert, route: AuditedRoute, ask: Ask) => Promise<void>

const hasId = ({ path }: AuditedRoute) => path.includes(':id')

/** What the conformance suite asks of every route, one by one. */
const CHECKS = {
  'an id that is none': async (assert, route, ask) => {
    if (hasId(route)) await checkWrongIds(assert, route, ask)
  },
  'an id of somebody else': async (assert, route, ask) => {
    if (!hasId(route)) return
    const id = await notes.keepNote(await createUser())
    checkForeign(assert, await ask(route.path.replace(':id', id)))
  },
  'what the answer gives away': async (assert, route, ask) => {
    assert.deepEqual(await exposedBy(await ask(route.path)), [])
  },
  'what reading changes': async (assert, route, ask) => {
    if (!route.isSafe) return
    await notes.keepNote(await createUser())
    const before = await readContents()
    await ask(route.path)
    assert.deepEqual(await readContents(), before)
  },
} satisfies Record<string, Check>

type CheckName = keyof typeof CHECKS

const NAMES = Object.keys(CHECKS) as CheckName[]

const MISTAKES: { mistake: keyof typeof notes; caughtBy: CheckName }[] = [
  { mistake: 'takesAnyNumber', caughtBy: 'an id that is none' },
  { mistake: 'takesAnyText', caughtBy: 'an id that is none' },
  { mistake: 'tellsAboutMissingOnes', caughtBy: 'an id that is none' },
  { mistake: 'showsAnyonesNote', caughtBy: 'an id of somebody else' },
  { mistake: 'deletesAnyonesNote', caughtBy: 'an id of somebody else' },
  { mistake: 'givesHashAway', caughtBy: 'what the answer gives away' },
  { mistake: 'givesBytesAway', caughtBy: 'what the answer gives away' },
  { mistake: 'deletesOnGet', caughtBy: 'what reading changes' },
  { mistake: 'writesOnGet', caughtBy: 'what reading changes' },
]

test.group('An endpoint of the next developer', (group) => {
  let app: Awaited<ReturnType<typeof signInApp>>
  group.setup(async () => {
    app = await signInApp()
    await notes.createNotes()
    return notes.dropNotes
  })

  /** Which checks its routes fail. */
  async function failuresOf(
    define: (router: Router) => unknown,
    assert: Assert,
    cleanup: (callback: () => Promise<void>) => void
  ) {
    const { router, origin, stop } = await startScratchServer(define)
    cleanup(stop)
    const failures = new Set<CheckName>()
    for (const route of auditedRoutes(router))
      for (const name of NAMES) {
        const ask: Ask = (path) => app.send(route.method, path, { origin })
        await CHECKS[name](assert, route, ask).catch((error: Error) => {
          if (error.name !== 'AssertionError') throw error
          failures.add(name)
        })
      }
    return {
      failures: [...failures],
      faults: auditedRoutes(router).flatMap((r) => report(r).faults),
    }
  }

  test('with the mistake {mistake} fails by {caughtBy}')
    .with(MISTAKES)
    .run(async ({ assert, cleanup }, { mistake, caughtBy }) => {
      const define = notes[mistake] as (router: Router) => unknown
      const { failures } = await failuresOf(define, assert, cleanup)
      assert.include(failures, caughtBy)
    })

  test('without one passes', async ({ assert, cleanup }) => {
    const { failures, faults } = await failuresOf(notes.rightly, assert, cleanup)
    assert.deepEqual([failures, faults], [[], []])
  })
})
