import { cpus } from 'node:os'
import { type Counted, valgrind } from '../measures/instructions.js'
import { options } from '../options.js'
import { formatted, OWN_SECTIONS, writeSection } from './document.js'
import { count, rows } from './table.js'

function table(counted: Counted[]) {
  const [{ instructions: ours }] = counted
  return rows(
    ['', 'instructions', 'against Gatehouse', 'requests counted'],
    counted.map(({ name, instructions, answered }) => [
      name,
      count(instructions),
      `×${(instructions / ours).toFixed(2)}`,
      count(answered),
    ])
  )
}

const write = (tables: Map<string, Counted[]>) => `${OWN_SECTIONS.instructions}

Written by \`npm run bench -- --instructions\`: what the processor of the server is told, counted by callgrind, without the kernel and without PostgreSQL. It says how much work is done, and not how long it takes; other work on the machine does not change it.

- ${new Date().toISOString().slice(0, 10)}, ${cpus()[0].model.trim()}, Node ${process.version}, ${valgrind}.

${[...tables].map(([what, counted]) => `### ${what}\n\n${table(counted)}`).join('\n\n')}
`

/** Prints the tables, and keeps them unless it was a quick run. */
export async function reportInstructions(tables: Map<string, Counted[]>) {
  const section = await formatted(write(tables))
  process.stdout.write(section)
  if (!options.quick) await writeSection(section)
}
