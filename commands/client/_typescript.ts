import type { Schema, Schemas } from '#openapi/schemas'

type Named = Schemas['components']

const PRIMITIVES: Record<string, string> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
}

const nameIn = (reference: unknown) => String(reference).split('/').at(-1)!

const quoted = (value: unknown) => (typeof value === 'string' ? `'${value}'` : String(value))

/** Writes schemas as types, with the names that the client uses for them. */
export class TypeWriter {
  readonly #asked: string[] = []

  /** @param names that differ from the document's, because those would be mistaken for something of the language */
  constructor(
    private schemas: Named,
    private names: Record<string, string>
  ) {}

  /** @param about the description in the document */
  declaration(name: string, schema: Schema) {
    const about = schema.description ? `/** ${schema.description} */\n` : ''
    return `${about}export type ${name} = ${this.typeOf(schema)}\n`
  }

  /** A named schema, and those that it refers to, each once. */
  declarationsOf(names: string[]) {
    const written = new Map<string, string>()
    this.#asked.push(...names)
    for (let name = this.#asked.shift(); name; name = this.#asked.shift()) {
      if (written.has(name)) continue
      written.set(name, this.declaration(this.names[name] ?? name, this.schemas[name]))
    }
    return [...written.values()]
  }

  typeOf(schema: Schema): string {
    if (schema.$ref) {
      const name = nameIn(schema.$ref)
      this.#asked.push(name)
      return this.names[name] ?? name
    }
    const choices = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined
    if (choices) return choices.map((one) => this.typeOf(one)).join(' | ')
    if (schema.enum) return (schema.enum as unknown[]).map(quoted).join(' | ')
    const known = schema['x-extensible-enum'] as unknown[] | undefined
    // Editors suggest the known values, and any other string is accepted as well.
    if (known) return [...known.map(quoted), '(string & {})'].join(' | ')
    const types = [schema.type].flat() as string[]
    return types.map((type) => this.#ofType(type, schema)).join(' | ')
  }

  #ofType(type: string, schema: Schema) {
    if (type === 'array') return `(${this.typeOf(schema.items as Schema)})[]`
    if (type !== 'object') return PRIMITIVES[type] ?? 'unknown'
    const fields = Object.entries(schema.properties ?? {}).map(([name, one]) =>
      this.#field(name, one, schema.required ?? [])
    )
    return fields.length ? `{\n${fields.join('\n')}\n}` : 'Record<string, unknown>'
  }

  #field(name: string, schema: Schema, required: string[]) {
    const about = schema.description ? `/** ${schema.description} */\n` : ''
    return `${about}${name}${required.includes(name) ? '' : '?'}: ${this.typeOf(schema)}`
  }
}
