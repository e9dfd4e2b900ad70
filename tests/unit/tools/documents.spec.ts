import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { test } from '@japa/runner'
import ace from '@adonisjs/core/services/ace'
import { SCOPES } from '#access/scopes'

const ALL = globSync('{*.md,{docs,clients,database,examples,resources}/**/*.md}', {
  exclude: (name) => name === 'node_modules',
})

/** What they say holds for the day that they were written on. */
const OF_THEIR_DAY = /^(CHANGELOG\.md|docs\/performance\.md|docs\/decisions\/)/

const documents = ALL.filter((path) => !OF_THEIR_DAY.test(path))

const read = (path: string) => readFileSync(path, 'utf8')

const withoutBlocks = (text: string) => text.replaceAll(/^```.*?^```$/gms, '')

/** What an expression finds in the documents, each with the document that it stands in. */
const foundIn = (paths: string[], expression: RegExp, of = read) =>
  paths.flatMap((path) => [...of(path).matchAll(expression)].map(([, found]) => ({ path, found })))

const inlineCode = (expression: RegExp) =>
  foundIn(documents, /`([^`\n]+)`/g, (path) => withoutBlocks(read(path))).filter(({ found }) =>
    expression.test(found)
  )

const missing = (named: { path: string; found: string }[], isThere: (found: string) => boolean) =>
  named.filter(({ found }) => !isThere(found)).map(({ path, found }) => `${path}: ${found}`)

/** As GitHub makes it of a heading. */
const placeOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-')

const placesIn = (path: string) =>
  [...withoutBlocks(read(path)).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => placeOf(heading))

/** Folders of the repository, and how a path in one of them is written: a folder may be all that is named. */
const OUR_PATH =
  /^(app|benchmarks|bin|clients|commands|config|database|docs|examples|lint|providers|resources|start|stubs|tests|\.ci)\/[\w./*-]*$/

/** What the README and a guide have whoever reads them write. */
const TO_BE_WRITTEN = [
  'app/controllers/api/greeting_controller.ts',
  'tests/functional/greeting.spec.ts',
  'database/migrations/1763000099001_drop_files.ts',
  'app/controllers/pages/greeting_controller.ts',
  'resources/views/pages/greeting.edge',
  'app/mails/greetings/greeting_mail.ts',
  'resources/views/mails/greeting/html.edge',
  'resources/views/mails/greeting/text.edge',
  'config/service/headcount.ts',
  'app/jobs/headcount_job.ts',
]

/** Of the tests alone, and a slip that the README shows. */
const NO_SETTINGS =
  /^(TEST_PORT|CHROMIUM_PATH|KEEP_PAGES|KEEP_PHOTOGRAPHS|ACCES_TOKEN_MINUTES|HEADCOUNT_MINUTES)$/

const areaOf = (command: string) => command.split(':')[0]

test.group('The documents', () => {
  test('link to files and places that are there', ({ assert }) => {
    const links = foundIn(ALL, /\]\(([^)\s]+)\)/g).filter(({ found }) => !/^[a-z]+:/.test(found))
    assert.isAbove(links.length, 100)
    const lost = links.filter(({ path, found }) => {
      const [file, place] = found.split('#')
      const target = file ? normalize(join(dirname(path), file)) : path
      return !existsSync(target) || (place && !placesIn(target).includes(place))
    })
    assert.isEmpty(lost)
  })

  test('name files and folders that are there', ({ assert }) => {
    const paths = inlineCode(OUR_PATH).filter(({ found }) => !TO_BE_WRITTEN.includes(found))
    assert.isAbove(paths.length, 50)
    assert.isEmpty(missing(paths, (path) => globSync(path).length > 0))
  })

  test('name commands that there are', async ({ assert }) => {
    await ace.boot()
    const commands = ace.getCommands().map(({ commandName }) => commandName)
    const scripts = Object.keys(JSON.parse(read('package.json')).scripts)
    const ours = foundIn(documents, /\bnode ace ([a-z][\w-]*(?::[\w-]+)*)(?![\w:-])/g)
    assert.isAbove(ours.length, 40)
    assert.isEmpty(missing(ours, (name) => [...commands, 'list', 'help'].includes(name)))
    assert.isEmpty(
      missing(foundIn(documents, /\bnpm run (?:--silent )?([\w:-]+)/g), (name) =>
        scripts.includes(name)
      )
    )
    const areas = new Set(commands.filter((name) => name.includes(':')).map(areaOf))
    const alone = inlineCode(/^[a-z]+:[a-z-]+(?: |$)/)
      .map(({ path, found }) => ({ path, found: found.split(' ')[0] }))
      .filter(({ found }) => areas.has(areaOf(found)) && !(found in SCOPES))
    assert.isEmpty(missing(alone, (name) => commands.includes(name)))
  })

  test('name every setting that there is', ({ assert }) => {
    const settings = foundIn(['start/env.ts'], /^ {2}([A-Z][A-Z0-9_]+):/gm)
    assert.isAbove(settings.length, 50)
    const [example, readme] = [read('.env.example'), read('README.md')]
    const inTable = (name: string) =>
      readme.includes(`\`${name.replace(/^STORAGE_S3_.*/, 'STORAGE_S3_…')}\``)
    assert.isEmpty(
      missing(settings, (name) => example.includes(`\n${name}=`)),
      '.env.example'
    )
    assert.isEmpty(missing(settings, inTable), 'README.md')
  })

  test('name settings that there are', ({ assert }) => {
    const example = read('.env.example')
    const settings = inlineCode(/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?:=|$)/)
    assert.isAbove(settings.length, 60)
    const names = settings.map(({ path, found }) => ({ path, found: found.split('=')[0] }))
    const unknown = names.filter(({ found }) => !NO_SETTINGS.test(found))
    assert.isEmpty(missing(unknown, (name) => example.includes(`\n${name}=`)))
  })
})
