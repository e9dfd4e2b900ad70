import { existsSync, globSync, readFileSync } from 'node:fs'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { STATUSES } from '#exceptions/catalogue/kinds'
import { Problem } from '#exceptions/problem'
import { problemJson } from '#http/problem_json'
import { english } from '#languages/words'
import { PROBLEM } from '#openapi/schemas'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { get, ORIGIN } from '#tests/helpers/clients/http'
import { blocksOf, runShell, runTypeScript } from '#tests/helpers/documents/guide'
import { PASSWORD, uniqueName } from '#tests/helpers/people/users'

const read = (name: string) => readFileSync(app.makePath('docs/api', name), 'utf8')

const guides = () =>
  globSync('*.md', { cwd: app.makePath('docs/api') }).map((name) => {
    const blocks = blocksOf(read(name))
    const ofLanguage = (language: string) =>
      blocks.filter((block) => block.isRun && block.language === language)
    return { name, blocks, ofLanguage }
  })

const FIRST = 'five-minutes.md'

/** Whoever begins has nothing; after the first guide they have an account, and a device that is signed in. */
async function reader(name: string) {
  if (name === FIRST) return { person: { username: uniqueName(), password: PASSWORD }, has: {} }
  const { person, pair } = await signInApp()
  const tokens = { ACCESS: pair.accessToken, REFRESH: pair.refreshToken }
  return { person, has: { API: `${ORIGIN}/api/v1`, ...tokens } }
}

test.group('A guide to the API', () => {
  test('does what it says: {name}')
    .with(guides)
    .run(async ({ assert }, { name, ofLanguage }) => {
      const { person, has } = await reader(name)
      const { exitCode, said, refused, expected } = await runShell(ofLanguage('sh'), person, has)
      assert.equal(exitCode, 0, said)
      assert.deepEqual(refused, expected, said)
      await runTypeScript(ofLanguage('ts'), person)
    })

  test('has no code that is not run, but for what cannot run here', ({ assert }) => {
    const blocks = guides().flatMap((guide) => guide.blocks)
    assert.isAtMost(blocks.filter(({ isRun }) => !isRun).length, 1)
    for (const { language, isRun } of blocks)
      if (isRun) assert.include(['sh', 'ts', 'json'], language)
  })

  test('shows an error as it is', ({ assert }) => {
    for (const { ofLanguage } of guides())
      for (const { code } of ofLanguage('json')) {
        const shown = JSON.parse(code) as ReturnType<typeof problemJson>
        assert.includeMembers(Object.keys(PROBLEM.properties!), Object.keys(shown))
        const { status, title, detail } = problemJson(new Problem(shown.code), '', english())
        assert.deepInclude(shown, { status, title, detail })
      }
  })

  test('names every code, with its status, in their order', ({ assert }) => {
    const rows = read('errors-and-retries.md').matchAll(/^\| (\d{3}) +\| `(\w+)`/gm)
    const kinds = Object.entries(STATUSES).map(([code, status]) => [String(status), code])
    assert.deepEqual(
      [...rows].map(([, status, code]) => [status, code]),
      kinds
    )
  })

  test('is found from the others and from the README', ({ assert }) => {
    const index = read('README.md')
    for (const { name } of guides()) if (name !== 'README.md') assert.include(index, `](${name})`)
    assert.include(readFileSync(app.makePath('README.md'), 'utf8'), '](docs/api/README.md)')
  })

  test('is a page, whose links lead to the others: {name}')
    .with(guides)
    .run(async ({ assert }, { name }) => {
      const path = name === 'README.md' ? '' : `/${name.replace('.md', '')}`
      const page = await get(`/docs/api/guides${path}`)
      assert.equal(page.status, 200)
      const [heading] = read(name).split('\n', 1)
      assert.include(page.text, heading.replace('# ', ''))
      assert.notInclude(page.text, '.md')
      for (const [, address] of page.text.matchAll(/href="(\/docs\/[^"#]+)/g))
        assert.equal((await get(address)).status, 200, address)
    })

  test('says where in the sources a document is that has no page: {name}')
    .with(guides)
    .run(async ({ assert }, { name }) => {
      const path = name === 'README.md' ? '' : `/${name.replace('.md', '')}`
      const page = await get(`/docs/api/guides${path}`)
      for (const [, words, file] of read(name).matchAll(/\[([^\]]+)\]\(((?:\.\.\/)+[^)#]+)/g)) {
        const place = new URL(file, 'file:///docs/api/').pathname.slice(1)
        assert.isTrue(existsSync(app.makePath(place)), place)
        const named = place.replace(/(\/README)?\.md$/, '')
        assert.include(page.text, `${words} (<code>${named}</code>)`)
      }
    })

  test('that there is not is not found', async ({ assert }) => {
    assert.equal((await get('/docs/api/guides/unknown')).status, 404)
    assert.include((await get('/docs/api')).text, 'href="/docs/api/guides"')
  })
})
