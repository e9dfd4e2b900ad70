import { test } from '@japa/runner'
import { spawnAce } from '#tests/helpers/servers/commands'

test.group('Help with commands', () => {
  test('`node ace {words}` explains the command, whatever arguments it needs')
    .with([
      { words: 'user:create --help', usage: /user:create \[options\] \[--\] <username> <email>/ },
      { words: 'user:create ada --help', usage: /user:create/ },
      { words: 'user:create -h', usage: /user:create/ },
      { words: 'files:transfer --help --no-ansi', usage: /files:transfer/ },
      { words: 'make:controller --help', usage: /make:controller/ },
      { words: 'help user:create', usage: /user:create/ },
      { words: '--help', usage: /list/ },
    ])
    .run(async ({ assert }, { words, usage }) => {
      const { exitCode, output, errors } = await spawnAce(words.split(' '))
      assert.deepEqual([exitCode, errors], [0, []])
      assert.match(output.join('\n'), /Usage:/)
      assert.match(output.join('\n'), usage)
    })

  test('`node ace {words}` fails with a reason')
    .with([
      { words: 'nonsense --help', reason: /Command "nonsense" is not defined/ },
      { words: 'user:create -- --help', reason: /Missing required argument "email"/ },
    ])
    .run(async ({ assert }, { words, reason }) => {
      const { exitCode, errors } = await spawnAce(words.split(' '))
      assert.equal(exitCode, 1)
      assert.match(errors.join('\n'), reason)
    })

  test('every command that lists something does so page by page, and as JSON', async ({
    assert,
  }) => {
    const { output } = await spawnAce(['list', '--json'])
    type Told = { commandName: string; flags: { flagName: string }[] }
    const lists = (JSON.parse(output.join('\n')) as Told[]).filter(({ commandName }) =>
      commandName.endsWith(':list')
    )
    assert.isAbove(lists.length, 4)
    for (const { commandName, flags } of lists) {
      const names = flags.map(({ flagName }) => flagName)
      assert.includeMembers(names, ['limit', 'after', 'json'], commandName)
    }
  })
})
