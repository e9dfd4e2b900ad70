import type { measureRefreshes, measureSignIns } from '../measures/credentials.js'
import type { compareFilesPages } from '../measures/files_page.js'
import type { Table } from '../measures/peers.js'
import type { measureFirstPage } from '../measures/first_page.js'
import type { measureMemory } from '../measures/memory.js'
import type { measureShutdown } from '../measures/shutdown.js'
import type { measureSignInStorm } from '../measures/sign_in_storm.js'
import type { measureTransfers } from '../measures/transfers.js'
import type { Result } from '../load/rounds.js'

/** What `npm run bench` finds out. */
export type Measured = {
  byToken: Table
  byCookie: Table
  bad: Map<string, Result>
  processes: Map<string, Result>
  pages: Map<string, Result>
  filesPages: Awaited<ReturnType<typeof compareFilesPages>>
  refreshes: Awaited<ReturnType<typeof measureRefreshes>>
  signIns: Awaited<ReturnType<typeof measureSignIns>>
  transfers: Awaited<ReturnType<typeof measureTransfers>>
  firstPage: Awaited<ReturnType<typeof measureFirstPage>>
  storm: Awaited<ReturnType<typeof measureSignInStorm>>
  shutdown: Awaited<ReturnType<typeof measureShutdown>>
  startUp: { median: number; least: number }
  memory: Awaited<ReturnType<typeof measureMemory>> | null
  database: string
}
