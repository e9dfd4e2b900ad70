/** `npm run dev`: what a fresh clone needs, and then the server that follows every change. */
import './unread_output.js'
import './end_with_npm.js'
import { spawn } from 'node:child_process'
import { APP_ROOT, failToStart } from './ignitor.js'
import { prepare } from './prepare.js'

/** Ctrl-C reaches both processes; what it means is for the other one to say. What we wrote stays on the screen. */
function serve() {
  process.on('SIGINT', () => {})
  const args = ['ace.js', 'serve', '--hmr', '--no-clear', ...process.argv.slice(2)]
  const server = spawn(process.execPath, args, { cwd: APP_ROOT, stdio: 'inherit' })
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => server.kill(signal))
  server.once('exit', (code) => (process.exitCode = code ?? 1))
}

async function start() {
  const leave = await prepare()
  await leave()
  serve()
}

await start().catch(failToStart)
