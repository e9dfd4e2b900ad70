import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import { freshClone } from '#tests/helpers/servers/fresh_clone'

/** What a command writes, where, and the line by which it is one of ours. */
const MADE = [
  {
    args: ['make:mail', 'greetings/greeting'],
    file: 'app/mails/greetings/greeting_mail.ts',
    line: 'export default class GreetingMail extends AccountMail {',
  },
  {
    args: ['make:validator', 'greetings/greeting'],
    file: 'app/validators/greetings/greeting.ts',
    line: "import { plainText } from '#validators/rules/lines'",
  },
  {
    args: ['make:transformer', 'greetings/user', '--model=user'],
    file: 'app/transformers/greetings/user_transformer.ts',
    line: 'toObject(): Shaped<typeof UserTransformer.schema> {',
  },
  {
    args: ['make:model', 'greetings/user'],
    file: 'app/models/greetings/user.ts',
    line: 'export default class User extends UserSchema {}',
  },
  {
    args: ['make:test', 'greetings/greeting', '--suite=functional'],
    file: 'tests/functional/greetings/greeting.spec.ts',
    line: 'const app = await signInApp()',
  },
]

test.group('The make: commands', () => {
  test('write what the sources look like, and what types and lint accept once it is formatted', async ({
    assert,
    cleanup,
  }) => {
    const clone = await freshClone()
    cleanup(clone.remove)
    const settings = { DATABASE_URL: process.env.DATABASE_URL!, APP_KEY: process.env.APP_KEY! }
    for (const { args, file, line } of MADE) {
      const { exitCode, output } = await clone.ace(args, settings)
      assert.equal(exitCode, 0, output)
      assert.include(await readFile(clone.path(file), 'utf8'), line)
    }
    const files = MADE.map(({ file }) => file)
    for (const program of [
      ['prettier/bin/prettier.cjs', '--write', ...files],
      ['eslint/bin/eslint.js', ...files],
      ['typescript/bin/tsc', '--noEmit'],
    ]) {
      const { exitCode, output } = await clone.node([
        `node_modules/${program[0]}`,
        ...program.slice(1),
      ])
      assert.equal(exitCode, 0, output)
    }
  }).timeout(300_000)
})
