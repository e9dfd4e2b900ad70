import { glob, readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import { SHAPES } from '#markup/icons'

const VIEWS = 'resources/views'
const COMPONENTS = `${VIEWS}/components/`
const GUIDE = `${VIEWS}/pages/dev/components/`

const TAG = /^[ \t]*@!?((?:[a-z][\w]*\.)*[a-z]\w*)/gm
const INCLUDE = /@include\(['"]([^'"]+)['"]\)/g

const templates = await Array.fromAsync(glob(`${VIEWS}/**/*.edge`))
const sources = new Map<string, string>()
for (const path of templates) sources.set(path, await readFile(path, 'utf8'))

const camelCase = (name: string) => name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase())

/** As templates call it: file/not_found.edge is file.notFound, and list/index.edge is list. */
const nameOf = (path: string) =>
  camelCase(path.slice(COMPONENTS.length, -'.edge'.length))
    .replace(/\/index$/, '')
    .replaceAll('/', '.')

const components = new Map(
  templates.filter((path) => path.startsWith(COMPONENTS)).map((path) => [nameOf(path), path])
)

const partsOf = (source: string) => [
  ...[...source.matchAll(TAG)].flatMap(([, name]) => components.get(name) ?? []),
  ...[...source.matchAll(INCLUDE)].map(([, name]) => `${VIEWS}/${name}.edge`),
]

/** Templates and all that they are made of. */
function madeOf(paths: string[], found = new Set<string>()) {
  for (const path of paths) {
    if (found.has(path)) continue
    found.add(path)
    madeOf(partsOf(sources.get(path) ?? ''), found)
  }
  return found
}

test.group('The style guide', () => {
  test('shows every component', ({ assert }) => {
    // It frames a mail of each kind.
    const shown = madeOf(
      templates.filter((path) => path.startsWith(GUIDE) || /\/mails\/\w+\/html/.test(path))
    )
    const missing = [...components].filter(([, path]) => !shown.has(path)).map(([name]) => name)
    assert.deepEqual(missing, [])
  })

  test('shows every icon, and pages ask for no other', ({ assert }) => {
    const icons = Object.keys(SHAPES)
    const guide = sources.get(`${GUIDE}ground.edge`)!
    assert.deepEqual(
      icons.filter((name) => !guide.includes(`'${name}'`)),
      []
    )
    const asked = [...sources.values()].flatMap((source) => [
      ...source.matchAll(/(?:\bicon: |\bdrawIcon\()'(\w+)'/g),
    ])
    assert.includeMembers(icons, [...new Set(asked.map(([, name]) => name))])
  })
})
