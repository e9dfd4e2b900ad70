import { readdir, readFile } from 'node:fs/promises'
import { test } from '@japa/runner'

const FOLDER = 'resources/css'
const TOKENS = `${FOLDER}/ground/tokens.css`

/** Loaded by the pages about the API, and by those with charts: the first page is to stay small. */
const OF_SOME_PAGES = ['reference', 'charts'].map((name) => `${FOLDER}/pages/${name}.css`)

/** Drawn in units of its own. */
const DRAWING = `${FOLDER}/pages/figure.css`

/** Windows, and parts of a page, that a layout changes at: names for them do not exist in CSS. */
const WIDTHS = ['20rem', '22rem', '27rem', '34rem', '40rem', '48rem', '56rem']

const sheets = (await readdir(FOLDER, { recursive: true }))
  .filter((name) => name.endsWith('.css'))
  .map((name) => `${FOLDER}/${name}`)

const withoutComments = (css: string) => css.replace(/\/\*[^]*?\*\//g, '')
const read = async (sheet: string) => withoutComments(await readFile(sheet, 'utf8'))

const MEDIA = /@(?:media|container)[^{]*/g
const LENGTH = /(?<![\w-])\d*\.?\d+(?:px|rem|pt|cm|mm|in)\b/g

/** Lengths that a style sheet names itself. A hairline is one everywhere. */
const lengthsIn = (css: string) =>
  (css.replace(MEDIA, '').match(LENGTH) ?? []).filter((length) => length !== '1px')

/** Parts of a bar: each browser has its own names for them, and passes over a rule with those of another. */
const PARTS_OF_BARS = [
  ['::-webkit-progress-value', '::-moz-progress-bar'],
  ['::-webkit-meter-optimum-value', '::-moz-meter-bar'],
  ['::-webkit-meter-suboptimum-value', ':-moz-meter-sub-optimum::-moz-meter-bar'],
]

/** What is dressed for one browser, as the other would call it, where the other is not told of it. */
const untoldIn = (css: string) =>
  PARTS_OF_BARS.flatMap(([chromium, firefox]) =>
    [...css.matchAll(/[^\s,{}][^,{}]*(?=[,{]|\s*\{)/g)]
      .map(([selector]) => selector.trim())
      .filter((selector) => selector.endsWith(chromium))
      .map((selector) => selector.replace(chromium, firefox))
      .filter((selector) => !css.includes(selector))
  )

const matches = (css: string, pattern: RegExp) => [...css.matchAll(pattern)].map(([, name]) => name)

test.group('Style sheets', () => {
  test('take every size from the scale', async ({ assert }) => {
    const found: Record<string, string[]> = {}
    for (const sheet of sheets) {
      if ([TOKENS, DRAWING].includes(sheet)) continue
      const lengths = lengthsIn(await read(sheet))
      if (lengths.length) found[sheet] = lengths
    }
    assert.deepEqual(found, {})
  })

  test('would be told of a size of their own', ({ assert }) => {
    const css =
      'p { margin: 0 13px; border: 1px solid; } @media (width < 22rem) { a { top: .3rem } }'
    assert.deepEqual(lengthsIn(css), ['13px', '.3rem'])
  })

  test('change at few widths', async ({ assert }) => {
    for (const sheet of sheets) {
      const media = (await read(sheet)).match(MEDIA) ?? []
      assert.includeMembers(WIDTHS, media.join().match(LENGTH) ?? [], sheet)
    }
  })

  test('dress a bar for Firefox wherever they do for Chromium', async ({ assert }) => {
    for (const sheet of sheets) assert.deepEqual(untoldIn(await read(sheet)), [], sheet)
    const told = 'progress::-moz-progress-bar { color: red }'
    const untold = `${told} .done progress::-webkit-progress-value { color: grey }`
    assert.deepEqual(untoldIn(untold), ['.done progress::-moz-progress-bar'])
  })

  test('use each name there is, and none that there is not', async ({ assert }) => {
    const all = (await Promise.all(sheets.map(read))).join('\n')
    const declared = new Set(matches(all, /(?<![\w(-])(--[\w-]+)\s*:/g))
    const used = new Set(matches(all, /var\(\s*(--[\w-]+)/g))
    const names = { unknown: used.difference(declared), idle: declared.difference(used) }
    assert.deepEqual(names, { unknown: new Set(), idle: new Set() })
  })

  test('are short, and all but one part of the one that every page loads', async ({ assert }) => {
    const imported = matches(await read(`${FOLDER}/app.css`), /@import '\.\/([^']+)'/g)
    const loaded = imported.map((name) => `${FOLDER}/${name}`)
    assert.sameMembers([...loaded, `${FOLDER}/app.css`, ...OF_SOME_PAGES], sheets)
    for (const sheet of sheets) assert.isBelow((await read(sheet)).split('\n').length, 200, sheet)
  })
})
