import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { startBulkAction } from '#people/bulk/start'
import { run, sitAtTerminal } from '#tests/helpers/servers/commands'
import { countWithStatus, createCrowd, timesOf } from '#tests/helpers/people/crowds'
import { uniqueName } from '#tests/helpers/people/users'

test.group('Commands for many people', () => {
  test('bulk:start does it, and says how far it is', async ({ assert }) => {
    const crowd = await createCrowd(60)
    const { exitCode, output } = await run(
      'bulk:start',
      'suspend',
      `--find=${crowd.part}`,
      '--reason=Rude',
      '--yes'
    )
    assert.equal(exitCode, 0)
    assert.deepEqual(output.slice(1), [
      '50 of 60',
      '60 of 60',
      '[ success ] Bulk action done: 60 people, 0 skipped.',
    ])
    assert.deepEqual(await timesOf('account_suspended', crowd), { 1: 60 })
  })

  test('bulk:start wants to be told whom, and why', async ({ assert }) => {
    const refused = async (...args: string[]) =>
      (await run('bulk:start', ...args, '--yes')).errors.join()
    assert.include(await refused('sign_out'), 'Give a filter, or --all for everybody.')
    assert.include(
      await refused('suspend', '--find=nobody'),
      'Give a reason: the person will read it.'
    )
    assert.include(
      await refused('delete', '--find=nobody'),
      'kind: That is not one of the choices: suspend'
    )
  })

  test('bulk:start says what to do where nobody can be asked', async ({ assert }) => {
    const { exitCode, errors } = await run('bulk:start', 'sign_out', '--all')
    assert.equal(exitCode, 1)
    assert.include(errors.join(), 'Use --yes to go ahead.')
  })

  test('bulk:start asks, and does nothing where the answer is no', async ({ assert, cleanup }) => {
    cleanup(sitAtTerminal())
    const crowd = await createCrowd(2)
    const { default: ace } = await import('@adonisjs/core/services/ace')
    const command = await ace.create(
      (await import('../../../../commands/administration/bulk_start.js')).default,
      ['sign_out', `--find=${crowd.part}`]
    )
    command.prompt.trap('sign_out: 2 people. Go ahead?').reject()
    await command.exec()
    assert.deepEqual(await timesOf('signed_out', crowd), { 0: 2 })
  })

  test('bulk:list, bulk:stop and bulk:run see to what was started elsewhere', async ({
    assert,
  }) => {
    const [stopped, other] = [await createCrowd(1), await createCrowd(1)]
    const start = ({ part }: { part: string }) =>
      startBulkAction({ kind: 'suspend', filter: { q: part }, reason: 'Rude' })
    const [{ id }] = [await start(stopped), await start(other)]
    const listed = (await run('bulk:list')).output.find((line) => line.startsWith(id))
    assert.match(listed!, /suspend +waiting +0 +1 /)

    assert.equal((await run('bulk:stop', id)).exitCode, 0)
    assert.equal((await run('bulk:stop', id)).exitCode, 1)
    assert.equal((await run('bulk:stop', 'no-id')).exitCode, 1)
    assert.equal((await run('bulk:run')).exitCode, 0)
    assert.equal(await countWithStatus('suspended', stopped), 0)
    assert.equal(await countWithStatus('suspended', other), 1)
  })

  test('bulk:export writes what was exported into a new file', async ({ assert, cleanup }) => {
    const { part } = await createCrowd(2)
    const started = await run('bulk:start', 'export', `--find=${part}`, '--format=jsonl', '--yes')
    const file = join(tmpdir(), `${uniqueName('people')}.jsonl`)
    cleanup(() => rm(file, { force: true }))
    const { exitCode, output } = await run('bulk:export', started.output[0], file)
    assert.equal(exitCode, 0)
    assert.include(output.join(), '2 people')
    assert.lengthOf((await readFile(file, 'utf8')).trimEnd().split('\n'), 2)
    const again = await run('bulk:export', started.output[0], file)
    assert.deepEqual(again.errors, [`[ error ] ${file} cannot be written: it exists already.`])
  })
})

test.group('overview', () => {
  test('shows what the page shows', async ({ assert }) => {
    const { exitCode, output } = await run('overview')
    assert.equal(exitCode, 0)
    const text = output.join('\n')
    for (const part of ['People', 'sign-ins by browser', 'Refusals', 'given up', 'bulk:run'])
      assert.include(text, part)
  })
})
