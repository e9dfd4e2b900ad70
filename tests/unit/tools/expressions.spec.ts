import { createRequire } from 'node:module'
import { test } from '@japa/runner'
import { check } from 'recheck'
import {
  type Expression,
  expressionsIn,
  expressionsOfApplication,
} from '#tests/helpers/expressions'

/** Milliseconds for one, on however busy a machine. What cannot be judged by then fails too. */
const PATIENCE = 60_000

/** By steps alone: taken by the clock, a pause of a busy machine makes any expression a slow one. */
const BY_SEARCH = { timeout: PATIENCE, incubationTimeout: null, attackTimeout: null } as const

/** Proves it, instead of searching for a text at random, which takes a long repetition for a slow one now and then. */
const BY_PROOF = {
  timeout: PATIENCE,
  checker: 'automaton',
  maxNFASize: 100_000,
  maxRepeatCount: 100,
} as const

async function judge(source: string, flags: string) {
  const result = await check(source, flags, BY_SEARCH)
  if (result.status !== 'vulnerable' || result.checker !== 'fuzz') return result
  const proof = await check(source, flags, BY_PROOF)
  return proof.status === 'unknown' ? result : proof
}

const judged = new Map<string, ReturnType<typeof judge>>()

/** The same expression stands in several places, and is judged once. */
function judgeOnce(source: string, flags: string) {
  const literal = `/${source}/${flags}`
  if (!judged.has(literal)) judged.set(literal, judge(source, flags))
  return judged.get(literal)!
}

async function faultOf({ place, source, flags }: Expression) {
  const result = await judgeOnce(source, flags)
  if (result.status === 'safe') return null
  const fault = result.status === 'vulnerable' ? result.complexity.summary : result.status
  return `${place}: /${source}/${flags} is ${fault}`
}

/** Those of which some text takes more than linear time, each with where it stands. */
async function faultsOf(expressions: Expression[]) {
  const faults: (string | null)[] = []
  for (const expression of expressions) faults.push(await faultOf(expression))
  return faults.filter((fault) => fault !== null)
}

type Left = { agent?: { kill(): void } | null }

/** The process that it leaves behind: nothing that it offers ends that. */
const { __mock__: left }: { __mock__: Left } = createRequire(import.meta.url)('recheck/lib/main.js')

/** A program for this platform takes a fifth of the time. Where there is none, JavaScript does the work. */
async function chooseBackend() {
  process.env.RECHECK_BACKEND = 'native'
  const isThere = await check('a', '').then(
    () => true,
    () => false
  )
  if (!isThere) process.env.RECHECK_BACKEND = 'pure'
  return () => {
    left.agent?.kill()
    left.agent = undefined
    delete process.env.RECHECK_BACKEND
  }
}

test.group('Regular expressions', (group) => {
  group.setup(chooseBackend)

  test('of the application take linear time, whatever the text', async ({ assert }) => {
    const expressions = expressionsOfApplication()
    assert.isAbove(expressions.length, 60)
    assert.deepEqual(await faultsOf(expressions), [])
  }).timeout(600_000)

  test('that do not are found, with their line: {0}')
    .with([
      ['exponential', '\nconst a = /^(a+)+$/', /^x\.ts:2: .*exponential/],
      ['with alternatives that overlap', 'f(/^(?:\\s|\\s)*x/)', /^x\.ts:1: .*exponential/],
      ['quadratic', "const b = 'x'.replace(/\\s+$/, '')", /^x\.ts:1: .*2nd degree polynomial/],
      ['cubic', 'class A {\n  #a = /^a*a*a*b$/\n}', /^x\.ts:2: .*3rd degree polynomial/],
      ['made of a text', "const a = new RegExp('^(a+)+$')", /^x\.ts:1: .*exponential/],
      [
        'made of constants',
        "const PART = 'a+'\nconst MANY = `(${PART})+`\nconst a = () => RegExp(`^${MANY}$`, 'i')",
        /^x\.ts:3: .*exponential/,
      ],
      ['that a string makes', "'x'.match('^(a|a)*$')", /^x\.ts:1: .*exponential/],
    ] as [string, string, RegExp][])
    .run(async ({ assert }, [, source, fault]) => {
      const faults = await faultsOf(expressionsIn('x.ts', source))
      assert.lengthOf(faults, 1)
      assert.match(faults[0], fault)
    })

  test('made of what nobody can know beforehand are found too', ({ assert }) => {
    const source = 'export const find = (wish: string) => new RegExp(wish)'
    assert.throws(() => expressionsIn('x.ts', source), /^x\.ts:1: make this of a literal/)
  })

  test('of linear time pass', async ({ assert }) => {
    const source = 'const LENGTH = 3;\n[/^a+b$/, /"[^"]*"/g, new RegExp(`^a{${LENGTH}}$`, "u")]'
    const expressions = expressionsIn('x.ts', source)
    assert.lengthOf(expressions, 3)
    assert.deepEqual(await faultsOf(expressions), [])
  })
})
