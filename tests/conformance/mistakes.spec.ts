import { globSync, readFileSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { pathToFileURL } from 'node:url'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import type { Assert } from '@japa/assert'
import type { Router } from '@adonisjs/core/http'
import { ESLint } from 'eslint'
import { auditedRoutes, report } from '#access/audit'
import { middleware } from '#start/kernel'
import { type Ask, CHECKS } from '#tests/conformance/endpoint_checks'
import { createNotes, dropNotes, rightly } from '#tests/fixtures/mistakes/notes'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { startScratchServer } from '#tests/helpers/servers/scratch_server'

type Cleanup = (callback: () => Promise<void>) => void
type Define = (router: Router) => unknown
type Mistake = { name: string; file: string; code: string; caughtBy: string; says: string }

const HEAD = /^\/\* Caught by ([^:]+): (.+) \*\/$/m

/** Each a file, whose first line tells what catches it, and in which words. */
const mistakes = (): Mistake[] =>
  globSync('tests/fixtures/mistakes/**/*.ts', { cwd: app.makePath() })
    .filter((file) => basename(file) !== 'notes.ts')
    .map((file) => {
      const code = readFileSync(app.makePath(file), 'utf8')
      const [, caughtBy, says] = HEAD.exec(code) ?? []
      return { name: basename(file, '.ts'), file, code, caughtBy, says }
    })

const isLinted = ({ caughtBy }: Mistake) => caughtBy === 'lint'

const eslint = new ESLint({
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
})

/** What is told of the code, were it that of a controller. */
async function lint(code: string) {
  const [{ messages }] = await eslint.lintText(code, {
    filePath: 'app/controllers/api/accounts/notes_controller.ts',
  })
  return messages
    .filter(({ ruleId }) => ruleId !== 'prettier/prettier')
    .map(({ message }) => message)
}

/** The controller that the README has written. */
function greetingOfReadme() {
  const readme = readFileSync(app.makePath('README.md'), 'utf8')
  return /in `app\/controllers\/api\/greeting_controller\.ts`.*?```ts\n(.*?)```/s.exec(readme)![1]
}

async function greeting(cleanup: Cleanup) {
  const file = app.tmpPath(`greeting_controller_${process.pid}.ts`)
  await mkdir(app.tmpPath(), { recursive: true })
  await writeFile(file, greetingOfReadme())
  cleanup(() => rm(file))
  const { default: Greeting } = await import(pathToFileURL(file).href)
  return (router: Router) =>
    router
      .get('/api/v1/greeting', [Greeting, 'show'])
      .use(middleware.auth({ guards: ['web', 'api'], scope: 'profile:read' }))
}

test.group('An endpoint of the next developer', (group) => {
  let client: Awaited<ReturnType<typeof signInApp>>
  group.setup(async () => {
    client = await signInApp()
    await createNotes()
    return dropNotes
  })

  /** What the checks of its routes say, by the name of the check. */
  async function failuresOf(define: Define, assert: Assert, cleanup: Cleanup) {
    const { router, origin, stop } = await startScratchServer(define)
    cleanup(stop)
    const failures: Record<string, string> = {}
    for (const route of auditedRoutes(router))
      for (const [name, check] of Object.entries(CHECKS)) {
        const ask: Ask = (path) => client.send(route.method, path, { origin, isWatched: false })
        await check(assert, route, ask, client.person).catch((error: Error) => {
          if (error.name !== 'AssertionError') throw error
          failures[name] = error.message
        })
      }
    return { failures, faults: auditedRoutes(router).flatMap((r) => report(r).faults) }
  }

  test('with the mistake {name} fails by {caughtBy}')
    .with(() => mistakes().filter((mistake) => !isLinted(mistake)))
    .run(async ({ assert, cleanup }, { file, caughtBy, says }) => {
      const { default: define } = await import(app.makeURL(file).href)
      const { failures } = await failuresOf(define, assert, cleanup)
      assert.include(failures[caughtBy], says)
    })

  test('with the mistake {name} is told of by lint')
    .with(() => mistakes().filter(isLinted))
    .run(async ({ assert }, { code, says }) => {
      const faults = await lint(code)
      assert.isNotEmpty(faults)
      for (const fault of faults) assert.include(fault, says)
    })

  test('passes where it is without one', async ({ assert, cleanup }) => {
    for (const define of [rightly, await greeting(cleanup)])
      assert.deepEqual(await failuresOf(define, assert, cleanup), { failures: {}, faults: [] })
    assert.deepEqual(await lint(greetingOfReadme()), [])
  })
})
