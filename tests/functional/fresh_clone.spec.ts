import { appendFile, readFile } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { freshClone } from '#tests/helpers/fresh_clone'

/** What the README says to write, and where. */
async function recipe() {
  const readme = await readFile(app.makePath('README.md'), 'utf8')
  const [section] = readme.split('## I add an endpoint')[1].split('\n## ')
  const files = [...section.matchAll(/in `([\w/]+\.ts)`/g)].map(([, file]) => file)
  const code = [...section.matchAll(/```ts\n(.*?)```/gs)].map(([, block]) => block)
  return files.map((file, at) => [file, code[at]])
}

/** Of the tests: the embedded PostgreSQL has specs of its own. */
const DATABASE = { DATABASE_URL: process.env.DATABASE_URL! }

test.group('In a fresh clone', () => {
  test('the endpoint of the README is found by the next command', async ({ assert, cleanup }) => {
    const clone = await freshClone()
    cleanup(clone.remove)
    for (const [file, code] of await recipe()) await appendFile(clone.path(file), `\n${code}`)

    const settings = { ...DATABASE, APP_KEY: process.env.APP_KEY! }
    const { exitCode, output, errors } = await clone.ace(['routes:audit'], settings)
    assert.deepEqual([exitCode, errors], [0, ''])
    assert.match(output, /^GET {4}\/api\/v1\/greeting +cookie, token/m)
    assert.include(
      await readFile(clone.path('.adonisjs/server/controllers.ts'), 'utf8'),
      'Greeting:'
    )
  })
})
