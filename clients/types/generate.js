/**
 * Writes the schemas of /openapi.json as types for Kotlin, Swift and Dart.
 *
 *   node clients/types/generate.js openapi.json FOLDER
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FetchingJSONSchemaStore, InputData, JSONSchemaInput, quicktype } from 'quicktype-core'

const LANGUAGES = {
  kotlin: { file: 'Gatehouse.kt', options: { 'just-types': true, 'package': 'gatehouse' } },
  swift: { file: 'Gatehouse.swift', options: {} },
  dart: { file: 'gatehouse.dart', options: { 'null-safety': true } },
}

const [source, folder] = process.argv.slice(2)
const { components } = JSON.parse(readFileSync(source, 'utf8'))

/** JSON Schema keeps elsewhere what others refer to. */
const definitions = JSON.parse(
  JSON.stringify(components.schemas).replaceAll('#/components/schemas/', '#/definitions/')
)

async function everySchema() {
  const schemas = new JSONSchemaInput(new FetchingJSONSchemaStore())
  for (const name of Object.keys(definitions)) {
    const schema = JSON.stringify({ $ref: `#/definitions/${name}`, definitions })
    await schemas.addSource({ name, schema })
  }
  const input = new InputData()
  input.addInput(schemas)
  return input
}

mkdirSync(folder, { recursive: true })
for (const [lang, { file, options }] of Object.entries(LANGUAGES)) {
  const inputData = await everySchema()
  const { lines } = await quicktype({ inputData, lang, rendererOptions: options })
  writeFileSync(join(folder, file), `${lines.join('\n')}\n`)
}
