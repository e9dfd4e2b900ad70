/**
 * Follows docs/without-files.md in the folder where it is run: its commands are run, what it shows as a diff is changed,
 * and the files that it names are written, in the order in which they stand there.
 */
import { spawnSync } from 'node:child_process'
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'

const GUIDE = 'docs/without-files.md'

function run(commands) {
  const { status } = spawnSync('bash', ['-euo', 'pipefail', '-c', commands], { stdio: 'inherit' })
  if (status !== 0) throw new Error(`This of ${GUIDE} fails:\n${commands}`)
}

/** Lines as they are, and as they are to be. */
const sides = (hunk) => {
  const lines = hunk.split('\n')
  const side = (sign) =>
    lines.filter((line) => ` ${sign}`.includes(line[0])).map((line) => `\n${line.slice(1)}`)
  return [side('-').join(''), side('+').join('')]
}

/** A diff without numbers of lines: what it takes out has to be there, once. */
function change(diff) {
  for (const part of diff.split(/^@@ /m).slice(1)) {
    const [, file, hunks] = /^(\S+)\n([^]*)$/.exec(part.trimEnd())
    let text = `\n${readFileSync(file, 'utf8')}`
    for (const hunk of hunks.split('\n\n')) {
      const [before, after] = sides(hunk)
      if (text.split(`${before}\n`).length !== 2)
        throw new Error(`${file} does not have this once, which ${GUIDE} changes:${before}`)
      text = text.replace(`${before}\n`, () => `${after}\n`)
    }
    writeFileSync(file, text.slice(1))
  }
}

/** Texts, by the file and the keys in it. */
function forget(keys) {
  for (const file of globSync('resources/lang/*/*.json')) {
    const texts = JSON.parse(readFileSync(file, 'utf8'))
    for (const key of keys.trimEnd().split('\n')) {
      const [name, ...path] = key.split('.')
      if (name !== basename(file, '.json')) continue
      const last = path.pop()
      const place = path.reduce((object, part) => object[part], texts)
      if (!(last in place)) throw new Error(`${file} has no ${key}, which ${GUIDE} takes out.`)
      delete place[last]
    }
    writeFileSync(file, `${JSON.stringify(texts, null, 2)}\n`)
  }
}

function write(file, code) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, code, { flag: 'wx' })
}

const BLOCK = /(?:`([\w/.]+\.ts)`[^\n]*\n\n)?^```(sh|diff|text|ts)\n([^]*?)^```$/gm

for (const [, file, language, block] of readFileSync(GUIDE, 'utf8').matchAll(BLOCK)) {
  if (language === 'sh') run(block)
  if (language === 'diff') change(block)
  if (language === 'text') forget(block)
  if (language === 'ts') write(file, block)
}
