import { readFileSync } from 'node:fs'
import router from '@adonisjs/core/services/router'
import { test } from '@japa/runner'
import { documentOf } from '#openapi/document'

/** One opens all that is read under /admin; the other is for OAuth, which /openapi.json does not describe. */
const IN_WORDS = ['admin', 'tokens:introspect']

type Opened = { scope: string; method: string; path: string }

const SCOPE = /A personal token needs the scope `([\w:-]+)`\./

const told = ({ scope, method, path }: Opened) => `${scope} ${method} ${path}`

const resourceOf = ({ path }: Opened) => path.replace(/^\/api\/v1/, '').split('/')[1]

/** What /openapi.json says that a personal token can do. */
async function openedByScopes(): Promise<Opened[]> {
  const { paths } = await documentOf(router)
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, { description = '' }]) => {
      const scope = SCOPE.exec(description)?.[1]
      if (!scope) return []
      return [{ scope, method: method.toUpperCase(), path: path.replaceAll(/\{(\w+)\}/g, ':$1') }]
    })
  )
}

const inFull = (path: string) => (path.startsWith('/file/') ? path : `/api/v1${path}`)

/** In a row `GET /files`, `/bin` are two of one method, and `PUT` and `DELETE /file` are one with two. */
function openedInRow(scope: string, text: string): Opened[] {
  let methods: string[] = []
  let isOpen = false
  return [...text.matchAll(/`(?:([A-Z]+) ?)?(\/[\w/:.-]+)?[^`]*`/g)].flatMap(([, method, path]) => {
    if (method) methods = isOpen ? [...methods, method] : [method]
    isOpen = method !== undefined && path === undefined
    return path ? methods.map((each) => ({ scope, method: each, path: inFull(path) })) : []
  })
}

function openedInDocument() {
  const document = readFileSync('docs/features/accounts.md', 'utf8')
  const [, table] = document.split(/^\| scope +\| opens.*\n.*\n/m)
  const rows = [...table.split('\n\n')[0].matchAll(/^\| `([\w:-]+)` +\| (.*)$/gm)]
  return rows
    .filter(([, scope]) => !IN_WORDS.includes(scope))
    .flatMap(([, scope, text]) => openedInRow(scope, text))
}

test.group('The table of scopes in docs/features/accounts.md', () => {
  test('opens what there is, by the scope that it needs', async ({ assert }) => {
    const named = openedInDocument()
    assert.isAbove(named.length, 30)
    const opened = (await openedByScopes()).map(told)
    assert.isEmpty(named.map(told).filter((one) => !opened.includes(one)))
  })

  test('leaves out nothing of what it names elsewhere', async ({ assert }) => {
    const named = openedInDocument()
    const resources = new Set(named.map(resourceOf))
    const opened = (await openedByScopes()).filter((one) => resources.has(resourceOf(one)))
    assert.deepEqual(named.map(told).toSorted(), opened.map(told).toSorted())
  })
})
