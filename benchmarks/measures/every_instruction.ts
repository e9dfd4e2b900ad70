import type { Load } from '../load/load.js'
import { stockCookies } from '../prepare.js'
import type { seed } from '../seed.js'
import { Server, type ServerName } from '../servers.js'
import { type Asked, type Counted, countInstructions } from './instructions.js'

type Seeded = Awaited<ReturnType<typeof seed>>

const ME = '/api/v1/me'

const PEERS: ServerName[] = [
  'bare node:http, one JOIN',
  'bare node:http, batched',
  'Fastify, one JOIN',
  'Express, one JOIN',
]

async function cookiesOfStock(databaseUrl: string) {
  const server = await Server.start('stock AdonisJS 7', databaseUrl)
  try {
    return await stockCookies({ 'stock AdonisJS 7': server })
  } finally {
    await server.stop()
  }
}

/** What is asked of whom, by the heading of its table. Gatehouse comes first in each. */
function questions({ gatehouse, stockAdonis, owners }: Seeded, cookies: string[]) {
  const me = (name: ServerName, headers: string[], connections = 32): Asked => ({
    name,
    path: ME,
    headers,
    connections,
  })
  const files = (name: ServerName, headers: string[]): Asked => ({
    name,
    path: '/files',
    headers,
    connections: 4,
  })
  const unchecked = { ...me('Gatehouse, no check', gatehouse.token), path: '/api/v1/unchecked' }
  return new Map<string, Asked[]>([
    [
      '`GET /api/v1/me` by token, 32 connections',
      [
        me('Gatehouse', gatehouse.token),
        unchecked,
        ...PEERS.map((name) => me(name, gatehouse.token)),
        me('stock AdonisJS 7', stockAdonis.token),
      ],
    ],
    [
      'The same, 1 connection',
      [me('Gatehouse', gatehouse.token, 1), me(PEERS[0], gatehouse.token, 1)],
    ],
    [
      '`GET /api/v1/me` by cookie, 32 connections',
      [me('Gatehouse', gatehouse.cookie), me('stock AdonisJS 7', cookies)],
    ],
    [
      '`GET /files` with 20 rows, by cookie, 4 connections',
      [files('Gatehouse', owners.cookies), files('stock AdonisJS 7, pages', cookies)],
    ],
  ])
}

/** The tables, each with its servers in the order in which they were asked. */
export async function countEveryInstruction(
  load: Load,
  databaseUrl: string,
  seeded: Seeded,
  say: (what: string) => void
) {
  const tables = new Map<string, Counted[]>()
  const asked = questions(seeded, await cookiesOfStock(databaseUrl))
  for (const [what, all] of asked) {
    const counted: Counted[] = []
    for (const one of all) {
      say(`${what}: ${one.name}`)
      counted.push(await countInstructions(load, databaseUrl, one))
    }
    tables.set(what, counted)
  }
  return tables
}
