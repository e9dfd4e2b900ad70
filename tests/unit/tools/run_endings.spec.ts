import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { isAlive, isWindows } from '#tests/helpers/database/embedded_cluster'
import { createEmptyDatabase } from '#tests/helpers/database/empty_database'
import { spawnAce } from '#tests/helpers/servers/commands'
import { READ_TYPESCRIPT } from '#tests/helpers/servers/node'
import { releaseLater } from '#tests/helpers/release'

/** Milliseconds from the start of a run: what it needs to start on a busy machine, and seconds to end. */
const IN_TIME = 60_000

const FIXTURE = 'tests/fixtures/run.ts'

const SETTINGS = {
  TEST_PORT: '',
  TEST_CLEANUP_SECONDS: '3',
  TEST_END_SECONDS: '2',
  NO_COLOR: '1',
}

/** The name of a migrated database, which the runs copy. */
let template: string | undefined

async function migrateTemplate() {
  const { url, drop } = await createEmptyDatabase()
  releaseLater(drop)
  const { exitCode, errors } = await spawnAce(['migration:run'], {
    settings: { DATABASE_URL: url },
  })
  if (exitCode) throw new Error(errors.join('\n'))
  template = new URL(url).pathname.slice(1)
}

type Ended = { exitCode: number | null; output: string; errors: string; took: number }

/** Runs tests/fixtures/endings.spec.ts. `onOutput` hears what it has said so far. */
function runFixture(
  settings: Record<string, string>,
  onOutput: (output: string, kill: (signal: NodeJS.Signals) => void) => void = () => {},
  fixture = FIXTURE
) {
  const begun = Date.now()
  const run = spawn(process.execPath, [READ_TYPESCRIPT, fixture], {
    env: { ...process.env, ...SETTINGS, TEST_TEMPLATE: template, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  releaseLater(() => run.kill('SIGKILL'))
  const { promise, resolve } = Promise.withResolvers<Ended>()
  let [output, errors] = ['', '']
  run.stdout.on('data', (chunk) => {
    output += chunk
    onOutput(output, (signal) => run.kill(signal))
  })
  run.stderr.on('data', (chunk) => (errors += chunk))
  run.on('close', (exitCode) => resolve({ exitCode, output, errors, took: Date.now() - begun }))
  return promise
}

const runs = new Map<string, Promise<Ended>>()

/** Of several tests that look at the same ending, only the first has it run. */
function endingOf(ending: string, suite = 'unit') {
  if (!runs.has(ending)) runs.set(ending, runFixture({ ENDING: ending, SUITE: suite }))
  return runs.get(ending)!
}

const told = ({ output }: Ended, name: string) =>
  new RegExp(`^${name}=(.+)$`, 'm').exec(output)?.[1]

/** What the run made for itself and left behind: nothing, wherever it was broken off. */
async function leftovers(ended: Ended) {
  const [database, files, child] = ['database', 'files', 'child'].map((name) => told(ended, name))
  const found = await db.from('pg_database').where('datname', database ?? '')
  return [
    ...found.map(({ datname }) => datname),
    ...(files && existsSync(files) ? [files] : []),
    ...(child && isAlive(Number(child)) ? [child] : []),
  ]
}

type Ending = { ending: string; exitCode: number; says: RegExp[]; suite?: string }

const OPEN = [
  /The tests have left something open/,
  /a server on 127\.0\.0\.1:\d+/,
  /a connection from 127\.0\.0\.1:\d+ with 127\.0\.0\.1:\d+/,
  /the process \d+: .*node -e setInterval/,
  /1 × Timeout/,
]

const ENDINGS: Ending[] = [
  { ending: 'nothing', exitCode: 0, says: [/^Tests {2}3 passed, 1 skipped \(4\)$/m] },
  { ending: 'open', exitCode: 0, says: [/^Tests {2}3 passed/m, ...OPEN] },
  {
    ending: 'failing',
    exitCode: 1,
    says: [/^Tests {2}2 passed, 1 failed/m, /endings\.spec\.ts \/ First \/ ends as it is told/, /- {3}"got": 2/], // prettier-ignore
  },
  { ending: 'open and failing', exitCode: 1, says: [/^Tests {2}2 passed, 1 failed/m, ...OPEN] },
  { ending: 'setup', exitCode: 1, says: [/endings\.spec\.ts \/ First/, /The set-up failed/] },
  { ending: 'uncaught', exitCode: 1, says: [/Nobody caught this/] },
  { ending: 'import', exitCode: 1, says: [/This spec cannot be imported/] },
  {
    ending: 'teardown',
    exitCode: 1,
    says: [/"ends as it is told" has ended, and .* does not end/],
  },
  {
    ending: 'last teardown',
    exitCode: 0,
    says: [/has ended, and .* does not end/, /^Tests {2}3 passed/m],
  },
  { ending: 'connected', exitCode: 0, says: [/^Tests {2}4 passed/m], suite: 'functional' },
]

test.group('The end of a test run', (group) => {
  group.setup(migrateTemplate)

  test('is there soon, right and clean: {ending}')
    .with(ENDINGS)
    .run(async ({ assert }, { ending, exitCode, says, suite }) => {
      const ended = await endingOf(ending, suite)
      for (const line of says) assert.match(ended.output + ended.errors, line)
      assert.equal(ended.exitCode, exitCode)
      assert.deepEqual(await leftovers(ended), [])
      assert.isBelow(ended.took, IN_TIME)
    })

  test('is one where suites run side by side: {ending}')
    .with([
      { ending: 'nothing', exitCode: 0, says: [/^Tests {2}6 passed, 2 skipped \(8\)$/m] },
      {
        ending: 'failing',
        exitCode: 1,
        says: [/^Tests {2}4 passed, 2 failed, 2 skipped \(8\)$/m, /- {3}"got": 2[^]+- {3}"got": 2/],
      },
      { ending: 'import', exitCode: 1, says: [/This spec cannot be imported/] },
    ])
    .run(async ({ assert }, { ending, exitCode, says }) => {
      const ended = await runFixture({ ENDING: ending }, undefined, 'tests/fixtures/run_lanes.ts')
      for (const line of says) assert.match(ended.output, line)
      assert.equal(ended.output.match(/^Tests /gm)?.length ?? 0, ending === 'import' ? 0 : 1)
      assert.equal(ended.exitCode, exitCode)
    })

  test('is there at once, and clean, when it is interrupted: {signal}')
    .with([
      { signal: 'SIGINT' as const, exitCode: 130 },
      { signal: 'SIGTERM' as const, exitCode: 143 },
      { signal: 'SIGHUP' as const, exitCode: 129 },
    ])
    .run(async ({ assert }, { signal, exitCode }) => {
      const ended = await runFixture({ ENDING: 'waiting' }, (output, kill) => {
        if (output.includes('waiting=')) kill(signal)
      })
      assert.equal(ended.exitCode, exitCode)
      assert.deepEqual(await leftovers(ended), [])
    })
    .skip(isWindows, 'Windows has no signals')

  test('tells in a line that nothing answers at DATABASE_URL', async ({ assert }) => {
    const DATABASE_URL = 'postgres://postgres@127.0.0.1:9/postgres'
    const { exitCode, errors } = await runFixture({ ENDING: 'nothing', DATABASE_URL })
    assert.match(errors, /^DATABASE_URL: [^\n]+\n$/)
    assert.equal(exitCode, 1)
  })

  test('releases what a test has opened, the newest first, where it fails too', async ({
    assert,
  }) => {
    for (const ending of ['nothing', 'failing']) {
      const { output } = await endingOf(ending)
      assert.deepEqual(output.match(/released=\d/g), ['released=2', 'released=1'], ending)
    }
  })
})
