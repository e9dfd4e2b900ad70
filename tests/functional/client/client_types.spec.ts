import { test } from '@japa/runner'
import { run } from '#tests/helpers/servers/commands'

test.group('The types of the client', () => {
  test('are those of /openapi.json', async ({ assert }) => {
    const { exitCode, errors } = await run('client:types', '--check')
    assert.deepEqual([exitCode, errors], [0, []])
  })
})
