import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import ts from 'typescript'

/** Where what runs stands. */
const FOLDERS = [
  'app',
  'benchmarks',
  'bin',
  'commands',
  'config',
  'database',
  'providers',
  'resources/js',
  'start',
]

export type Expression = { place: string; source: string; flags: string }

/** Those of ours: the servers that the benchmarks compare with bring packages of their own. */
function* filesBelow(folder: string): Iterable<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory() && entry.name !== 'node_modules') yield* filesBelow(path)
    if (entry.isFile() && /\.[jt]s$/.test(entry.name)) yield path
  }
}

/** `new RegExp(…)`, `RegExp(…)`, and the methods of strings that make one of a text. */
function isMadeOfText(node: ts.Node): node is ts.NewExpression | ts.CallExpression {
  if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return false
  const { expression, arguments: args } = node
  if (ts.isIdentifier(expression)) return expression.text === 'RegExp'
  if (!ts.isPropertyAccessExpression(expression) || !args?.length) return false
  return (
    ['match', 'matchAll', 'search'].includes(expression.name.text) &&
    (ts.isStringLiteralLike(args[0]) || ts.isTemplateExpression(args[0]))
  )
}

const javascriptOf = (text: string) =>
  ts.transpileModule(text, { compilerOptions: { target: ts.ScriptTarget.ESNext } }).outputText

/** Constants of the file that stand for something by themselves; others are left out. */
function constantsOf(file: ts.SourceFile) {
  const context: Record<string, unknown> = {}
  const declarations = file.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations)
  for (const { name, initializer } of declarations) {
    if (!initializer) continue
    try {
      context[name.getText(file)] = evaluate(initializer, file, context)
    } catch {}
  }
  return context
}

const evaluate = (node: ts.Node, file: ts.SourceFile, context: object): unknown =>
  runInNewContext(javascriptOf(`(${node.getText(file)})`), { ...context })

/** @throws where it is made of anything but constants of its file */
function madeOfText(node: ts.NewExpression | ts.CallExpression, file: ts.SourceFile) {
  const context = constantsOf(file)
  const [source, flags = ''] = node.arguments!.map((argument) => evaluate(argument, file, context))
  const { source: pattern } = new RegExp(source as string | RegExp)
  return { source: pattern, flags: String(flags) }
}

function ofLiteral(text: string) {
  const end = text.lastIndexOf('/')
  return { source: text.slice(1, end), flags: text.slice(end + 1) }
}

function readExpression(node: ts.Node, file: ts.SourceFile, place: string) {
  if (ts.isRegularExpressionLiteral(node)) return ofLiteral(node.text)
  if (!isMadeOfText(node)) return null
  try {
    return madeOfText(node, file)
  } catch (error) {
    throw new Error(`${place}: make this of a literal, or of constants of the same file`, {
      cause: error,
    })
  }
}

/** Every regular expression of a source, with where it stands. */
export function expressionsIn(name: string, text: string): Expression[] {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true)
  const found: Expression[] = []
  const visit = (node: ts.Node) => {
    const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1
    const place = `${name}:${line}`
    const expression = readExpression(node, file, place)
    if (expression) found.push({ place, ...expression })
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

/** Every regular expression of the application. */
export function expressionsOfApplication() {
  const files = FOLDERS.flatMap((folder) => [...filesBelow(folder)])
  return files.flatMap((file) => expressionsIn(file, readFileSync(file, 'utf8')))
}
