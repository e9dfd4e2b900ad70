import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import app from '@adonisjs/core/services/app'
import { transformSync } from '@swc/core'
import { test } from '@japa/runner'

/** This Node, saying that it is an old one. */
const OLD =
  'data:text/javascript,' +
  `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.1.0' } })`

const runOnOldNode = (...args: string[]) =>
  promisify(execFile)(process.execPath, ['--import', OLD, 'ace.js', ...args])

test.group('Commands on an older Node', () => {
  test('are run by the Node that npm ci brought along', async ({ assert }) => {
    const { stdout, stderr } = await runOnOldNode('list', '--json')
    assert.include(
      JSON.parse(stdout).map(({ commandName }: { commandName: string }) => commandName),
      'user:create'
    )
    assert.equal(stderr, '')
  })

  test('answer with its exit code', async ({ assert }) => {
    const { code, stderr } = await runOnOldNode('nonsense').catch((failure) => failure)
    assert.equal(code, 1)
    assert.match(stderr, /Command "nonsense" is not defined/)
  })

  test('say in a build, which brings no Node along, that one has to be installed', async ({
    assert,
    cleanup,
  }) => {
    const folder = await mkdtemp(join(tmpdir(), 'gatehouse-build-'))
    cleanup(() => rm(folder, { recursive: true }))
    const source = await readFile(app.makePath('bin/require_node.ts'), 'utf8')
    const file = join(folder, 'require_node.mjs')
    await writeFile(
      file,
      transformSync(source, { jsc: { parser: { syntax: 'typescript' }, target: 'esnext' } }).code
    )

    const run = promisify(execFile)(process.execPath, ['--import', OLD, file])
    const { code, stderr } = await run.catch((failure) => failure)
    assert.equal(code, 1)
    assert.match(stderr, /^Gatehouse runs on Node 24, and this is v\S+ Install Node 24 [^\n]+\n$/)
    assert.notInclude(stderr, 'npm start')
  })
})
