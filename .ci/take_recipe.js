/** Puts the three blocks of the README's recipe into the files that the README names for them. */
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

const FILES = [
  'start/routes/api.ts',
  'app/controllers/api/greeting_controller.ts',
  'tests/functional/greeting.spec.ts',
]

const [, recipe] = readFileSync('README.md', 'utf8').split('## I add an endpoint')
const steps = recipe.split(/^## /m)[0].matchAll(/^(.*`([\w/.]+\.ts)`.*)\n\n```ts\n([^]*?)```/gm)
const blocks = Array.from(steps, ([, , file, code]) => ({ file, code }))

if (blocks.map(({ file }) => file).join() !== FILES.join())
  throw new Error(`The README's recipe names other files: ${blocks.map(({ file }) => file)}`)

for (const { file, code } of blocks) {
  mkdirSync(dirname(file), { recursive: true })
  if (file === FILES[0]) appendFileSync(file, `\n${code}`)
  else writeFileSync(file, code, { flag: 'wx' })
}
