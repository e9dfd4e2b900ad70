import { existsSync } from 'node:fs'
import { appendFile, copyFile, readFile, stat, writeFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import { recipe } from '#tests/helpers/documents/recipe'
import { freshClone } from '#tests/helpers/clones/fresh_clone'

const KEY = 'a-key-that-somebody-wrote-by-hand-0123456789'

const RECIPES = [
  {
    what: 'endpoint of the README',
    of: ['README.md', '## I add an endpoint'],
    line: /^GET {4}\/api\/v1\/greeting +cookie, token/m,
  },
  {
    what: 'page of docs/pages.md',
    of: ['docs/pages.md', '## A new page'],
    line: /^GET {4}\/greeting +cookie /m,
  },
] as const

/** Of the tests: the embedded PostgreSQL has specs of its own. */
const DATABASE = { DATABASE_URL: process.env.DATABASE_URL! }

/** The APP_KEY in a file, or null where there is no such file. */
async function keyIn(file: string) {
  const text = await readFile(file, 'utf8').catch(() => null)
  return text && (/^APP_KEY=(.*)$/m.exec(text)?.[1] ?? '')
}

const previousKeysIn = async (file: string) =>
  /^APP_PREVIOUS_KEYS=(.*)$/m.exec(await readFile(file, 'utf8'))?.[1]

test.group('In a fresh clone', () => {
  test('the {what} is found by the next command')
    .with([...RECIPES])
    .run(async ({ assert, cleanup }, { of: [document, heading], line }) => {
      const clone = freshClone()
      cleanup(clone.remove)
      for (const [file, code] of await recipe(document, heading))
        await appendFile(clone.path(file), `\n${code}`)

      const settings = { ...DATABASE, APP_KEY: process.env.APP_KEY! }
      const { exitCode, output, errors } = await clone.ace(['routes:audit'], settings)
      assert.deepEqual([exitCode, errors], [0, ''])
      assert.match(output, line)
      assert.include(
        await readFile(clone.path('.adonisjs/server/controllers.ts'), 'utf8'),
        'Greeting:'
      )
    })

  test('{command} needs no other step')
    .with([
      { command: 'list', makesEnv: false, entry: 'ace.js' },
      { command: 'help user:create', makesEnv: false },
      { command: 'make:controller things', makesEnv: false },
      { command: 'make:policy thing', makesEnv: false },
      { command: 'make:mail thing', makesEnv: false },
      { command: 'generate:key --show', makesEnv: false },
      { command: 'generate:key', makesEnv: true },
      { command: 'make:migration things', makesEnv: true },
      { command: 'list:routes', makesEnv: true, entry: 'ace.js' },
      { command: 'routes:audit --json', makesEnv: true },
      { command: 'migration:status', makesEnv: true, settings: DATABASE },
      { command: 'auth:prune --dry-run', makesEnv: true, settings: DATABASE },
      { command: 'codegen', makesEnv: true },
      { command: 'client:document', makesEnv: true },
      { command: `app:rename Trial${process.pid}`, makesEnv: true },
    ])
    .run(async ({ assert, cleanup }, { command, makesEnv, settings, entry }) => {
      const clone = freshClone()
      cleanup(clone.remove)

      const words = command.split(' ')
      const { exitCode, errors } = entry
        ? await clone.node([entry, ...words], settings)
        : await clone.ace(words, settings)
      const said = makesEnv ? 'Created .env with a fresh APP_KEY.\n' : ''
      assert.deepEqual([exitCode, errors], [0, said])
      assert.equal(await keyIn(clone.path('.env')).then(Boolean), makesEnv)
      if (makesEnv) assert.equal((await stat(clone.path('.env'))).mode & 0o777, 0o600)
      assert.isFalse(existsSync(clone.path('storage/postgres')), 'no PostgreSQL was started')
    })

  test('settings that come from elsewhere are not completed: {0}')
    .with([
      ['NODE_ENV', { NODE_ENV: 'production', APP_PROFILE: 'production' }],
      ['APP_PROFILE', { APP_PROFILE: 'production' }],
      ['ENV_PATH', { ENV_PATH: '/nowhere' }],
    ] as const)
    .run(async ({ assert, cleanup }, [, settings]) => {
      const clone = freshClone()
      cleanup(clone.remove)
      const { exitCode, output, errors } = await clone.ace(['list:routes'], settings)
      assert.deepEqual([exitCode, output], [1, ''])
      assert.match(
        errors,
        /ERROR {3}APP_KEY: is missing\. Make one with "node ace generate:key"\.\s*$/
      )
      assert.isNull(await keyIn(clone.path('.env')))
    })
})

test.group('generate:key', (group) => {
  let clone: ReturnType<typeof freshClone>
  group.each.setup(() => {
    clone = freshClone()
    return clone.remove
  })

  test('writes the key into a .env that has none, and changes nothing else', async ({ assert }) => {
    await copyFile(clone.path('.env.example'), clone.path('.env'))
    const example = await readFile(clone.path('.env.example'), 'utf8')
    const { output } = await clone.ace(['generate:key'])
    assert.include(output, 'add APP_KEY to .env')

    const key = await keyIn(clone.path('.env'))
    assert.match(key!, /^[\w-]{43}$/)
    assert.equal(
      await readFile(clone.path('.env'), 'utf8'),
      example.replace('APP_KEY=', `APP_KEY=${key}`)
    )
    assert.equal(await readFile(clone.path('.env.example'), 'utf8'), example)
  })

  test('moves the key that it replaces to the previous ones, the newest first', async ({
    assert,
  }) => {
    const file = clone.path('.env')
    await clone.ace(['generate:key'])
    const first = await keyIn(file)
    const { output } = await clone.ace(['generate:key'])
    assert.include(output, 'replace APP_KEY in .env; the old one stands in APP_PREVIOUS_KEYS')
    const second = await keyIn(file)
    assert.equal(await previousKeysIn(file), first)
    await clone.ace(['generate:key'])
    assert.equal(await previousKeysIn(file), `${second},${first}`)
    assert.isFalse([first, second].includes(await keyIn(file)))
    assert.equal((await clone.ace(['list:routes'])).exitCode, 0)
  })

  test('keeps, of the key that it replaces, what can be listed: {what}')
    .with([
      { what: 'a key in quotation marks', line: `APP_KEY="${KEY}"`, previous: KEY },
      { what: 'none of an example', line: 'APP_KEY=example', previous: '' },
      { what: 'none, and no new key, where it has a comma', line: `APP_KEY=${KEY},` },
    ])
    .run(async ({ assert }, { line, previous }) => {
      const file = clone.path('.env')
      await writeFile(file, line)
      const { output, errors } = await clone.ace(['generate:key'])
      if (previous !== undefined) return assert.equal(await previousKeysIn(file), previous)
      assert.equal(await readFile(file, 'utf8'), line)
      assert.include(output + errors, 'so .env stays as it is')
      assert.match(output, /^APP_KEY=[\w-]{43}$/m)
    })

  test('prints the key in production, where no file is read', async ({ assert }) => {
    const { output } = await clone.ace(['generate:key'], { NODE_ENV: 'production' })
    assert.match(output, /^APP_KEY=[\w-]{43}\n$/)
    assert.isNull(await keyIn(clone.path('.env')))
  })
})
