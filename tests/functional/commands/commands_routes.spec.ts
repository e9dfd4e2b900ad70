import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { run } from '#tests/helpers/servers/commands'

test.group('routes:audit', () => {
  test('finds that every route says who may call it, and that all of it is safe', async ({
    assert,
  }) => {
    const { exitCode, output, errors } = await run('routes:audit')
    assert.deepEqual([exitCode, errors], [0, []])
    assert.match(output.join('\n'), /^GET {4}\/api\/v1\/me +cookie, token +–/m)
    assert.match(output.join('\n'), /^POST {3}\/login +guest +cookie, form/m)
    assert.match(output.at(-1)!, /\d+ routes, and each says who may call it\.$/)
  })

  test('lists the routes as JSON', async ({ assert }) => {
    const { exitCode, output } = await run('routes:audit', '--json')
    assert.equal(exitCode, 0)
    const me = JSON.parse(output.join('\n')).find(
      ({ method, path }: Record<string, string>) => `${method} ${path}` === 'PATCH /api/v1/me'
    )
    assert.containSubset(me, { accepts: 'cookie, token', csrf: 'cookie', faults: [] })
  })
})

/** The command writes into a folder of its own, and the page of the project is left alone. */
async function useEmptyFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-docs-'))
  const { makePath } = app
  app.makePath = (...paths) => join(folder, ...paths)
  return {
    page: join(folder, 'docs/access-matrix.md'),
    leave: async () => {
      app.makePath = makePath
      await rm(folder, { recursive: true })
    },
  }
}

test.group('docs:access-matrix', () => {
  test('finds that the page of the project is up to date', async ({ assert }) => {
    const { exitCode, output } = await run('docs:access-matrix', '--check')
    assert.equal(exitCode, 0, 'run "node ace docs:access-matrix"')
    assert.deepEqual(output, ['[ success ] docs/access-matrix.md is up to date.'])
  })

  test('writes the page, and fails with --check where it is out of date', async ({
    assert,
    cleanup,
  }) => {
    const { page, leave } = await useEmptyFolder()
    cleanup(leave)
    assert.equal((await run('docs:access-matrix', '--check')).exitCode, 1)

    assert.equal((await run('docs:access-matrix')).exitCode, 0)
    assert.equal((await run('docs:access-matrix', '--check')).exitCode, 0)

    await writeFile(page, `${await readFile(page, 'utf8')}\n`)
    const { exitCode, errors } = await run('docs:access-matrix', '--check')
    assert.deepEqual([exitCode, errors.length], [1, 1])
    assert.include(errors[0], 'docs/access-matrix.md is out of date.')
  })
})
