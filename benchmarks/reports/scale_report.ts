import { cpus, loadavg, totalmem } from 'node:os'
import { ROUNDS } from '../measures/scale.js'
import { formatted, OWN_SECTIONS, writeSection } from './document.js'

/** At ten times the data, nothing is to cost more than this many times as much. */
const MOST = 2

const count = (value: number) => value.toLocaleString('en')

type Measured = { what: string; times: number[] }[]

function rowOf({ what, times: [tenth, full, large] }: Measured[number]) {
  const ratio = full / tenth
  const cells = [what, tenth.toFixed(1), full.toFixed(1), ratio.toFixed(2), large.toFixed(1)]
  return `| ${[...cells, ratio <= MOST ? 'met' : '**missed**'].join(' | ')} |`
}

const write = (measured: Measured, users: number, database: string) => `${OWN_SECTIONS.scale}

Written by \`npm run bench:scale\`; milliseconds over HTTP until the answer is whole, the least of ${ROUNDS} that take turns.

- ${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0].model.trim()}, ${Math.round(totalmem() / 1024 ** 3)} GB, ${process.platform}, load average ${loadavg()[0].toFixed(1)}; Node ${process.version}, ${database} with its own settings.
- Two databases that \`db:seed:scale\` filled: ${count(users)} users, ${count(users * 2)} sign-ins, ${count(users * 3)} tokens and ${count(users / 2)} files, and a tenth of that. In both, somebody keeps ${count(users / 100)} files, and somebody else was given as many by as many owners: what is ten times as much is what others have. The target is at most ${MOST} times the cost.
- The last column is of the owner and the reader of ${count(users / 10)} files. Totals are exact. What somebody owns is counted in an index of theirs, and a page in the middle passes over what comes before it in the same way.
- What is shared with somebody is counted, searched and sorted in their shares alone, which keep what the list asks of a file ([decision](../decisions/2026-11-28-lists-of-shares.md)). One user in a hundred is suspended, and what they share counts for nothing.

| | a tenth | all | ratio | all, ten times as many of one's own | at most ${MOST} |
| --- | ---: | ---: | ---: | ---: | ---: |
${measured.map(rowOf).join('\n')}
`

/** Prints the table, and keeps it where it is of the full size. */
export async function reportScale(measured: Measured, users: number, database: string) {
  const section = await formatted(write(measured, users, database))
  process.stdout.write(section)
  if (users >= 1_000_000) await writeSection(section)
}
