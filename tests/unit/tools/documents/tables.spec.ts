import { globSync, readFileSync } from 'node:fs'
import router from '@adonisjs/core/services/router'
import { test } from '@japa/runner'
import { middlewareOf } from '#access/route_access'
import { auditedRoutes } from '#access/audit'
import { EVENT_KIND_NAMES } from '#activity/kinds'

const read = (path: string) => readFileSync(path, 'utf8')

const codesIn = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code)

/** The rows of the table that begins with these titles, each by its cells. */
function tableIn(document: string, ...titles: string[]) {
  const begins = new RegExp(`^\\| ${titles.join(' +\\| ')} +\\|`)
  const lines = document.split('\n')
  const start = lines.findIndex((line) => begins.test(line))
  if (start === -1) return []
  const rows = lines.slice(start + 2)
  const end = rows.findIndex((line) => !line.startsWith('|'))
  return rows.slice(0, end === -1 ? undefined : end).map((row) => row.split('|').slice(1, -1))
}

const firstCodes = (rows: string[][]) => rows.flatMap(([first]) => codesIn(first))

test.group('Tables in the documents', () => {
  test('name every kind of event in the log', ({ assert }) => {
    const named = firstCodes(tableIn(read('docs/logging.md'), 'event', 'when'))
    assert.deepEqual(named.toSorted(), EVENT_KIND_NAMES.toSorted())
  })

  test('name every kind of email', ({ assert }) => {
    const features = globSync('docs/features/*.md').map(read)
    const named = features.flatMap((text) => firstCodes(tableIn(text, 'kind', 'to', 'when')))
    const sources = globSync('app/mails/**/*.ts').map(read)
    const kinds = sources.flatMap((text) => /readonly kind = '(\w+)'/.exec(text)?.[1] ?? [])
    assert.deepEqual(named.toSorted(), kinds.toSorted())
  })

  test('name every override of a package', ({ assert }) => {
    const document = read('docs/adonis.md')
    const overrides = globSync('app/overrides/*.ts')
    assert.isNotEmpty(overrides)
    assert.isEmpty(overrides.filter((path) => !document.includes(`\`${path}\``)))
  })

  test('name every endpoint whose answer is shown once, as one without an Idempotency-Key', ({
    assert,
  }) => {
    const [sentence] = /^Endpoints that hand out a secret .*$/m.exec(read('docs/requests.md'))!
    const named = codesIn(sentence.split('Their routes')[0]).map((code) =>
      code.replace('POST ', '')
    )
    const routes = auditedRoutes(router).filter(({ face, route }) => {
      return face === 'api' && middlewareOf(route).some(({ name }) => name === 'shownOnce')
    })
    const paths = routes.map(({ path }) => path.replace('/api/v1', ''))
    assert.deepEqual(named.toSorted(), paths.toSorted())
  })
})
