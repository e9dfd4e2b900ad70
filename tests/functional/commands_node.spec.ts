import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
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
})
