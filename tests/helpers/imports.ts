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

/** Whether it is there while the application runs, and not only for the compiler. */
function isOfRunTime({ importClause }: ts.ImportDeclaration) {
  if (importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return false
  const { name, namedBindings } = importClause ?? {}
  if (name || !namedBindings || !ts.isNamedImports(namedBindings)) return true
  return namedBindings.elements.some(({ isTypeOnly }) => !isTypeOnly)
}

/** What each file of app/ imports at run time, by path. */
export function importsOfApp() {
  return new Map(
    globSync('app/**/*.ts').map((path) => {
      const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest)
      const imported = source.statements
        .filter(ts.isImportDeclaration)
        .filter(isOfRunTime)
        .map(({ moduleSpecifier }) => fileOf((moduleSpecifier as ts.StringLiteral).text, path))
      return [path, imported.filter((file) => file !== undefined)]
    })
  )
}

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
