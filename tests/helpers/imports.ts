import { globSync, readFileSync } from 'node:fs'
import { dirname, normalize } from 'node:path'
import ts from 'typescript'

const { imports: ALIASES } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  imports: Record<string, string>
}

/** The file of the application that an import names; undefined for a package. */
function fileOf(specifier: string, from: string) {
  if (specifier.startsWith('.'))
    return normalize(`${dirname(from)}/${specifier}`).replace(/\.js$/, '.ts')
  const [alias, folder] =
    Object.entries(ALIASES).find(([name]) => specifier.startsWith(name.slice(0, -1))) ?? []
  if (!alias || !folder) return undefined
  return folder.slice(2).replace('*.js', `${specifier.slice(alias.length - 1)}.ts`)
}

const FOLDERS = ['app', 'benchmarks', 'bin', 'commands', 'config', 'database', 'providers', 'start']

/** What a file imports, for the compiler alone too: what it knows of is what it cannot be read without. */
function importsOf(path: string) {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest)
  return source.statements
    .filter((statement) => ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement))
    .map(({ moduleSpecifier }) => moduleSpecifier as ts.StringLiteral | undefined)
    .map((specifier) => specifier && fileOf(specifier.text, path))
    .filter((file) => file !== undefined)
}

/** What each file of the application and of what stands around it imports, by path. */
export const importsOfAll = () =>
  new Map(
    globSync(FOLDERS.map((folder) => `${folder}/**/*.ts`))
      .filter((path) => !path.includes('node_modules'))
      .map((path) => [path, importsOf(path)])
  )

/** Every way along imports that ends where it began, as the files on it in order of their names. */
export function circlesIn(imports: Map<string, string[]>) {
  const circles = new Set<string>()
  const done = new Set<string>()
  const visit = (file: string, way: string[]) => {
    const at = way.indexOf(file)
    if (at >= 0) return void circles.add(way.slice(at).sort().join(' '))
    if (done.has(file)) return
    for (const next of imports.get(file) ?? []) visit(next, [...way, file])
    done.add(file)
  }
  for (const file of imports.keys()) visit(file, [])
  return [...circles]
}
