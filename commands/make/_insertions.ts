import { globSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import string from '@adonisjs/core/helpers/string'
import { CommandFailure } from '../_command.js'
import type { Names } from './_names.js'

/** What a new endpoint changes in an existing file: returns the whole text, or undefined if there is no place for it. */
type Insertion = (text: string, names: Names) => string | undefined

/** Inserts a text before what the expression finds. */
const before = (text: string, place: RegExp, added: string) =>
  place.test(text) ? text.replace(place, (found) => added + found) : undefined

const TABLE_OF = /^export class (\w+)Schema /gm

/**
 * As migration:run will write it, so that types are right before it has run. Classes are in the order of their tables.
 */
function addSchema(text: string, { table, model }: Names) {
  const schema = `export class ${model}Schema extends BaseModel {
  static $columns = ['createdAt', 'id', 'title', 'updatedAt', 'userId'] as const
  $columns = ${model}Schema.$columns
  @column.dateTime()
  declare createdAt: DateTime
  @column({ isPrimary: true })
  declare id: string
  @column()
  declare title: string
  @column.dateTime()
  declare updatedAt: DateTime
  @column()
  declare userId: number
}
`
  const tableOf = (name: string) => string.plural(string.snakeCase(name))
  const next = [...text.matchAll(TABLE_OF)].find(([, name]) => tableOf(name) > table)
  if (!next) return `${text.trimEnd()}\n\n${schema}`
  return `${text.slice(0, next.index)}${schema}\n${text.slice(next.index)}`
}

const addRoutes: Insertion = (text, { table }) =>
  before(
    text,
    /^await import\('\.\/routes\/health\.js'\)$/m,
    `await import('./routes/${table}.js')\n`
  )

const addScopes: Insertion = (text, { path, many }) =>
  before(
    text,
    /^ {2}'admin':/m,
    `  '${path}:read': 'See your ${many}',\n  '${path}:write': 'Make, change and delete your ${many}',\n`
  )

/** Deletes the rows when an account is scrubbed. */
const addToScrubbed: Insertion = (text, { table }) =>
  before(text, /(?<=^const PERSONAL = \[\n)/m, `  '${table}',\n`)

function addSamples(text: string, { table, variable }: Names) {
  const imported = before(
    text,
    /^import type \{ Sample \}/m,
    `import { ${variable}Samples } from '#tests/conformance/samples/${table}'\n`
  )
  return (
    imported &&
    before(imported, /(?<=^export const SAMPLES.* = \{\n)/m, `  ...${variable}Samples,\n`)
  )
}

/** Where the suite counts the rows that a repeated request creates. */
const addToMadeRows: Insertion = (text, { table }) =>
  before(text, /^\] as const$/m, `  '${table}',\n`)

/** English words in every language: a key missing in one would be missing on its pages. */
const addScopeWords: Insertion = (text, { path, many }) =>
  before(
    text,
    /^ {4}"admin": "/m,
    `    "${path}_read": "See your ${many}",\n    "${path}_write": "Make, change and delete your ${many}",\n`
  )

const addScopesToDocs: Insertion = (text, { path }) =>
  before(
    text,
    /^\| `admin` /m,
    `| \`${path}:read\` | \`GET /${path}\`, \`/${path}/:id\` |\n| \`${path}:write\` | \`POST /${path}\`, \`PATCH\` and \`DELETE /${path}/:id\` |\n`
  )

/** Every file that has to know about the new endpoint. */
const INSERTIONS: Record<string, Insertion> = {
  'database/schema.ts': addSchema,
  'start/routes.ts': addRoutes,
  'app/access/scopes.ts': addScopes,
  'app/accounts/scrub.ts': addToScrubbed,
  'tests/conformance/samples.ts': addSamples,
  'tests/conformance/made_rows.ts': addToMadeRows,
  'docs/features/accounts.md': addScopesToDocs,
}

/**
 * The new contents of each of these files.
 * @throws CommandFailure if one of them was changed so much that there is no place for it
 */
export async function insertionsFor(names: Names, root: string) {
  const words = globSync('resources/lang/*/account.json', { cwd: root })
  const all = [
    ...Object.entries(INSERTIONS),
    ...words.map((file) => [file, addScopeWords] as const),
  ]
  return Promise.all(
    all.map(async ([file, insert]) => {
      const text = insert(await readFile(`${root}/${file}`, 'utf8'), names)
      if (text === undefined)
        throw new CommandFailure(
          `${file} has changed too much: there is no place to insert the endpoint.`
        )
      return { file, text }
    })
  )
}

export const writeAll = (changes: { file: string; text: string }[], root: string) =>
  Promise.all(changes.map(({ file, text }) => writeFile(`${root}/${file}`, text)))
