import type { Group, Test } from '@japa/runner/core'
import type { PluginFn } from '@japa/runner/types'

type Release = () => unknown

/** Of the suite, the group and the test that are running, from the outside in. */
const scopes: Release[][] = []

/** Opens a scope; answers with what releases all that was opened in it, the newest first, even where some of it fails. */
function openScope() {
  const scope: Release[] = []
  scopes.push(scope)
  return async () => {
    scopes.splice(scopes.indexOf(scope), 1)
    const errors: unknown[] = []
    for (const release of scope.reverse()) {
      await Promise.resolve(release()).catch((error) => errors.push(error))
    }
    if (errors.length) throw errors.length === 1 ? errors[0] : new AggregateError(errors)
  }
}

/**
 * Releases something at the end of the test, or of the group or suite whose hook opened it, whether that passes or
 * fails. It may have been released by then.
 */
export function releaseLater(release: Release) {
  const scope = scopes.at(-1)
  if (!scope) throw new Error('Nothing is opened outside of tests and their hooks')
  scope.push(async () => release())
}

/** Its hooks are the first of each suite, group and test, so that a scope is there for all others. */
export const releasePlugin: PluginFn = ({ runner }) => {
  runner.onSuite((suite) => {
    suite.setup(openScope)
    suite.onGroup((group: Group) => {
      group.setup(openScope)
      group.each.setup(openScope)
    })
    suite.onTest((test: Test) => void test.setup(openScope))
  })
}
