import { glob, readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import { errors } from '@vinejs/vine'

/** By the type of JSON that they are. */
const VALUES: Record<string, unknown[]> = {
  string: ['', '\0', '\ud800', 'a\udc00b', 'x\0y', 'a'.repeat(100_000), '\ufdfa'.repeat(20_000)],
  boolean: [true, false],
  number: [0, 1.5, -1, 1e21, Infinity, Number.NaN, 2 ** 53],
  array: [[], [1], ['2030-01-01'], [[['a']]], [null], new Array(1_000).fill('a')],
  object: [
    {},
    { toString: 1, valueOf: 1 },
    { toString: 'a' },
    JSON.parse('{"__proto__":{"length":1}}'),
    { length: 12 },
    { constructor: null },
    { then: 1 },
    { toISOString: 'a', isLuxonDateTime: true },
  ],
}

/** Texts that stand for something else elsewhere: what takes no text takes none of them. */
const TELLING_TEXTS = ['1', ' 7 ', '0x10', '1e2', 'null', 'true', '[]', '2030-01-31T12:00:00Z']

type JsonSchema = {
  type?: string
  minimum?: number
  enum?: unknown[]
  anyOf?: JsonSchema[]
  properties?: object
}
type Validator = {
  toJSONSchema(): { properties: Record<string, JsonSchema> }
  validate(data: unknown, options?: object): Promise<Record<string, unknown>>
}

const META = { meta: { username: 'ann', email: 'ann@example.org' } }

/** What judges the queries of addresses, which hold text only. */
async function queryValidators() {
  const found: string[] = []
  for await (const file of glob('app/**/*.ts'))
    for (const [, name] of (await readFile(file, 'utf8')).matchAll(
      /(\w+Validator)\.validate\((?:ctx\.)?request\.qs\(\)/g
    ))
      found.push(name)
  return found
}

/** What judges JSON: forms hold text only as well. */
const isOfForm = (name: string) => /Form|^signIn|Page|^typed/.test(name)

async function jsonValidators() {
  const ofQueries = await queryValidators()
  const found: [string, Validator][] = []
  for await (const file of glob('app/validators/*.ts')) {
    const exported: Record<string, unknown> = await import(`../../${file}`)
    for (const [name, value] of Object.entries(exported))
      if (/Validator$/.test(name) && !isOfForm(name) && !ofQueries.includes(name))
        found.push([name, value as Validator])
  }
  return found
}

/** The rules that a value of this field is refused by; null where it is taken. */
async function refusalsOf(validator: Validator, field: string, value: unknown) {
  const data = { [field]: value }
  try {
    await validator.validate(data, META)
    return null
  } catch (error) {
    if (!(error instanceof errors.E_VALIDATION_ERROR)) throw error
    const named = (error.messages as { field: string }[]).map((message) => message.field)
    return named.some((name) => name === field || name.startsWith(`${field}.`)) ? named : null
  }
}

const typesOf = ({ type, anyOf = [], enum: choices }: JsonSchema): string[] => [
  ...(type ? [type].flat().map((name) => (name === 'integer' ? 'number' : name)) : []),
  ...anyOf.flatMap(typesOf),
  ...(choices ? ['string'] : []),
]

test.group('A validator of JSON', () => {
  test('refuses each value that is of another type than its field, and fails on none', async ({
    assert,
  }) => {
    const validators = await jsonValidators()
    assert.isAbove(validators.length, 10)
    let tried = 0
    for (const [name, validator] of validators)
      for (const [field, schema] of Object.entries(validator.toJSONSchema().properties)) {
        const types = typesOf(schema)
        assert.isNotEmpty(types, `${name}.${field}`)
        const isText = types.includes('string')
        const wrong = Object.entries(VALUES).flatMap(([type, values]) =>
          types.includes(type) && type !== 'string' ? [] : values
        )
        for (const value of isText ? wrong : [...wrong, ...TELLING_TEXTS]) {
          const about = `${name}.${field} takes ${JSON.stringify(value)?.slice(0, 60)}`
          assert.isNotNull(await refusalsOf(validator, field, value), about)
          tried += 1
        }
      }
    assert.isAbove(tried, 500)
  })

  test('takes no fraction, no infinity and nothing out of range for a number', async ({
    assert,
  }) => {
    for (const [name, validator] of await jsonValidators())
      for (const [field, schema] of Object.entries(validator.toJSONSchema().properties))
        if (typesOf(schema).some((type) => type === 'number'))
          for (const value of VALUES.number.filter((number) => number !== schema.minimum))
            assert.isNotNull(await refusalsOf(validator, field, value), `${name}.${field} ${value}`)
  })
})
