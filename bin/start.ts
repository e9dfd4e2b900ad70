/** `npm start`: everything that a fresh clone needs before the server runs, and then the server. */
import './unread_output.js'
import './end_with_npm.js'
import { build } from 'vite'
import { failToStart } from './ignitor.js'
import { prepare } from './prepare.js'

async function start() {
  const leave = await prepare()
  process.stdout.write('Building the styles and scripts of the pages …\n')
  await build({ logLevel: 'error' })
  await import('./server.js')
  await leave()
}

await start().catch(failToStart)
