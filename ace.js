/*
| JavaScript entry point of the ace commands: registers the TypeScript loader, then hands over to bin/console.ts.
| The loader needs Node 24; an older Node lets the one that npm ci brought along do the work.
| The production build replaces this file.
*/
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const own = fileURLToPath(new URL('node_modules/.bin/node', import.meta.url))

/** Ctrl-C reaches both processes; what it means is for the other one to say. */
function handOver() {
  process.on('SIGINT', () => {})
  const other = spawn(own, process.argv.slice(1), { stdio: 'inherit' })
  process.on('SIGTERM', () => other.kill())
  other.once('exit', (code) => (process.exitCode = code ?? 1))
}

if (Number.parseInt(process.versions.node) < 24) handOver()
else {
  await import('@poppinss/ts-exec')
  await import('./bin/console.js')
}
