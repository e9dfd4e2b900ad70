/** `npm run bench`: what a check costs, beside what it could cost. See docs/performance.md. */
import './key.js'
import { createDatabase, versionOf } from './database.js'
import { Load } from './load/load.js'
import { measureRefreshes, measureSignIns } from './measures/credentials.js'
import { countEveryInstruction } from './measures/every_instruction.js'
import { compareFilesPages } from './measures/files_page.js'
import { measureFirstPage } from './measures/first_page.js'
import { valgrind } from './measures/instructions.js'
import { measureMemory } from './measures/memory.js'
import { compareBad, comparePages, comparePeers, compareProcesses } from './measures/peers.js'
import { measureShutdown } from './measures/shutdown.js'
import { measureSignInStorm } from './measures/sign_in_storm.js'
import { measureStartUp } from './measures/start_up.js'
import { measureTransfers } from './measures/transfers.js'
import { nginx } from './nginx.js'
import { options } from './options.js'
import {
  badCredentials,
  buildGatehouse,
  installPeers,
  migrate,
  startFleet,
  stockCookies,
} from './prepare.js'
import { profile } from './profile.js'
import { flask, INSTALL_FLASK } from './python.js'
import { reportInstructions } from './reports/instructions_report.js'
import { report } from './reports/report.js'
import { seed } from './seed.js'

const say = (what: string) =>
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${what}\n`)

async function measureAll(load: Load, databaseUrl: string) {
  say('Seeding')
  const credentials = await seed(databaseUrl)
  if (options.profile) return profile(load, databaseUrl, credentials.gatehouse)
  if (options.instructions)
    return reportInstructions(await countEveryInstruction(load, databaseUrl, credentials, say))

  say('Starting the servers')
  const { fleet, stop } = await startFleet(databaseUrl)
  try {
    credentials.stockAdonis.cookie = await stockCookies(fleet)
    const { token } = credentials.gatehouse

    say('By token')
    const byToken = await comparePeers(load, fleet, credentials, 'token')
    say('By cookie')
    const byCookie = await comparePeers(load, fleet, credentials, 'cookie')
    say('Bad credentials')
    const bad = await compareBad(load, fleet, credentials, badCredentials())
    say('Two processes')
    const processes = await compareProcesses(load, fleet, credentials)
    say('The public page')
    const pages = await comparePages(load, fleet)
    const firstPage = await measureFirstPage(fleet.Gatehouse)
    say('Pages of files')
    const filesPages = await compareFilesPages(load, fleet, {
      gatehouse: credentials.owners.cookies,
      stock: credentials.stockAdonis.cookie,
    })
    say('Refreshes and sign-ins')
    const refreshes = await measureRefreshes(load, fleet.Gatehouse, databaseUrl)
    const signIns = await measureSignIns(load, fleet.Gatehouse, credentials.owners)
    say('Files down and up')
    const transfers = await measureTransfers(load, fleet.Gatehouse, credentials.owners)
    say('A storm of sign-ins')
    const storm = await measureSignInStorm(load, fleet.Gatehouse, token)
    await stop()

    say('Stopping and starting')
    const shutdown = await measureShutdown(load, databaseUrl, token)
    const startUp = await measureStartUp(databaseUrl, token[0])
    if (options.memory) say('Memory')
    const memory = options.memory
      ? await measureMemory(load, databaseUrl, credentials.gatehouse)
      : null

    const database = await versionOf(databaseUrl)
    await report({
      byToken,
      byCookie,
      bad,
      processes,
      pages,
      filesPages,
      refreshes,
      signIns,
      transfers,
      firstPage,
      storm,
      shutdown,
      startUp,
      memory,
      database,
    })
  } finally {
    await stop()
  }
}

async function bench() {
  if (options.instructions && !valgrind) throw new Error('Valgrind is not installed.')
  if (!flask)
    say(`The Flask design is left out. To have it: ${INSTALL_FLASK} (PYTHON=… if not for python3)`)
  if (!nginx) say('nginx is left out: it is not installed')
  say('Building')
  await installPeers()
  await buildGatehouse()
  const { url, remove } = await createDatabase()
  const load = new Load()
  try {
    await migrate(url)
    await measureAll(load, url)
  } finally {
    load.stop()
    await remove()
  }
}

await bench()
