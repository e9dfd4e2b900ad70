import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { recipe } from '#tests/helpers/documents/recipe'
import { freshClone } from '#tests/helpers/servers/fresh_clone'

const DOCUMENT = 'docs/additions.md'

/** Inserts text behind the first place in a file that holds these words. */
async function insert(file: string, words: string, text: string) {
  const before = await readFile(file, 'utf8')
  await writeFile(
    file,
    before.replace(words, () => words + text)
  )
}

test.group('What docs/additions.md says to write', () => {
  test('fits in: an email, a setting and a job', async ({ assert, cleanup }) => {
    const clone = await freshClone()
    cleanup(clone.remove)
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

    const { exitCode, output } = await clone.node(['node_modules/typescript/bin/tsc', '--noEmit'])
    assert.deepEqual([exitCode, output], [0, ''])
    const wrong = { APP_KEY: process.env.APP_KEY!, HEADCOUNT_MINUTES: 'often' }
    const { errors } = await clone.ace(['list:routes'], wrong)
    assert.include(errors, 'HEADCOUNT_MINUTES: must be a whole number from 0 to 10080')
  })
})
