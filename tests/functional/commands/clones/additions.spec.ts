import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { recipe } from '#tests/helpers/documents/recipe'
import { freshClone } from '#tests/helpers/clones/fresh_clone'

const DOCUMENT = 'docs/additions.md'

const SETTINGS = { DATABASE_URL: process.env.DATABASE_URL!, APP_KEY: process.env.APP_KEY! }

/** What a command writes, where, and the line by which it is one of ours. */
const MADE = [
  {
    args: ['make:mail', 'greetings/farewell'],
    file: 'app/mails/greetings/farewell_mail.ts',
    line: 'export default class FarewellMail extends AccountMail {',
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

type Clone = ReturnType<typeof freshClone>

/** Inserts text behind the first place in a file that holds these words. */
async function insert(file: string, words: string, text: string) {
  const before = await readFile(file, 'utf8')
  await writeFile(
    file,
    before.replace(words, () => words + text)
  )
}

/** An email, a setting and a job. */
async function followDocument(clone: Clone) {
  for (const heading of ['## A new email', '## A new setting', '## A new job'])
    for (const [file, code] of await recipe(DOCUMENT, heading)) {
      await mkdir(dirname(clone.path(file)), { recursive: true })
      await writeFile(clone.path(file), code)
    }
  const text = await readFile(app.makePath(DOCUMENT), 'utf8')
  const [, setting] = /`(HEADCOUNT_MINUTES: .*?)`/.exec(text)!
  await insert(clone.path('start/env.ts'), 'const schema = {', setting)
  const jobs = clone.path('app/jobs/all.ts')
  await insert(jobs, 'JOBS = [', 'headcountJob, ')
  await appendFile(jobs, `import { headcountJob } from '#jobs/headcount_job'\n`)
}

test.group('What is added to a clone', () => {
  test('by the make: commands and as docs/additions.md says fits in', async ({
    assert,
    cleanup,
  }) => {
    const clone = freshClone()
    cleanup(clone.remove)
    const succeed = async (program: string, ...args: string[]) => {
      const { exitCode, output } = await clone.node([`node_modules/${program}`, ...args])
      assert.deepEqual([program, exitCode, exitCode ? output : ''], [program, 0, ''])
      return output
    }

    for (const { args, file, line } of MADE) {
      const { exitCode, output } = await clone.ace(args, SETTINGS)
      assert.equal(exitCode, 0, output)
      assert.include(await readFile(clone.path(file), 'utf8'), line)
    }
    const files = MADE.map(({ file }) => file)
    await succeed('prettier/bin/prettier.cjs', '--write', ...files)
    await succeed('eslint/bin/eslint.js', ...files)

    await followDocument(clone)
    assert.equal(await succeed('typescript/bin/tsc', '--noEmit'), '')
    const { errors } = await clone.ace(['list:routes'], { ...SETTINGS, HEADCOUNT_MINUTES: 'often' })
    assert.include(errors, 'HEADCOUNT_MINUTES: must be a whole number from 0 to 10080')
  }).timeout(300_000)
})
