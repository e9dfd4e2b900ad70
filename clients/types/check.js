/** Parses what generate.js wrote into a folder, and fails where something is not of its language. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Language, Parser } from 'web-tree-sitter'

const FILES = { kotlin: 'Gatehouse.kt', swift: 'Gatehouse.swift', dart: 'gatehouse.dart' }

const [folder] = process.argv.slice(2)
const { resolve } = createRequire(import.meta.url)

/** The innermost part that the grammar does not know. */
const faultIn = (node) =>
  node.children.map((one) => one.hasError && faultIn(one)).find(Boolean) ?? node

await Parser.init()
for (const [name, file] of Object.entries(FILES)) {
  const language = await Language.load(resolve(`tree-sitter-wasms/out/tree-sitter-${name}.wasm`))
  const { rootNode } = new Parser()
    .setLanguage(language)
    .parse(readFileSync(join(folder, file), 'utf8'))
  if (!rootNode.hasError) continue
  const { startPosition, text } = faultIn(rootNode)
  console.error(`${file}, line ${startPosition.row + 1}, is no ${name}: ${text.slice(0, 200)}`)
  process.exitCode = 1
}
