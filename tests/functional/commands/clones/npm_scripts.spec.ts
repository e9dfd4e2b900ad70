import { existsSync } from 'node:fs'
import { once } from 'node:events'
import { test } from '@japa/runner'
import { createEmptyDatabase } from '#tests/helpers/database/empty_database'
import { isWindows } from '#tests/helpers/database/embedded_cluster'
import { freshClone } from '#tests/helpers/clones/fresh_clone'
import { releaseLater } from '#tests/helpers/release'
import { until } from '#tests/helpers/until'
import { unusedPort } from '#tests/run/unused_port'

/** A fresh clone, and settings with a database and a port of its own. */
async function newcomer() {
  const clone = freshClone()
  releaseLater(clone.remove)
  const { url, drop } = await createEmptyDatabase()
  releaseLater(drop)
  const port = String(await unusedPort())
  const isServing = () =>
    fetch(`http://localhost:${port}/health/live`).then(
      ({ ok }) => ok,
      () => false
    )
  return { clone, isServing, settings: { DATABASE_URL: url, PORT: port } }
}

test.group('npm', () => {
  test('ends what "npm {script}" has started when it is told to end')
    .with([{ script: 'start' }, { script: 'run dev' }])
    .run(async (_, { script }) => {
      const { clone, isServing, settings } = await newcomer()
      const npm = clone.start(script.split(' '), settings, 'npm')
      let said = ''
      npm.stdout.on('data', (piece) => (said += piece))
      const isReleased = once(npm.stdout, 'close')
      await until('it says where it serves', () => said.includes('Gatehouse answers at'))

      npm.kill('SIGTERM')
      await until('it serves no more', async () => !(await isServing()))
      await isReleased
    })
    .skip(isWindows, 'Windows has no signals')

  test('goes on with "npm start" where nobody reads what it says any more', async () => {
    const { clone, isServing, settings } = await newcomer()
    const npm = clone.start(['start'], settings, 'npm')
    await once(npm.stdout, 'data')
    for (const stream of [npm.stdout, npm.stderr]) stream.destroy()

    await until('it serves', isServing)
    npm.kill('SIGTERM')
    await until('it serves no more', async () => !(await isServing()))
  })
})

test('a command does the whole of its work where nobody reads what it says any more', async ({
  assert,
}) => {
  const { clone, settings } = await newcomer()
  const command = clone.start(['ace.js', 'make:endpoint', 'notes'], settings)
  await once(command.stdout, 'data')
  for (const stream of [command.stdout, command.stderr]) stream.destroy()

  const [exitCode] = await once(command, 'exit')
  assert.equal(exitCode, 0)
  for (const file of ['app/models/notes/note.ts', 'tests/functional/notes/notes.spec.ts'])
    assert.isTrue(existsSync(clone.path(file)), file)
})
