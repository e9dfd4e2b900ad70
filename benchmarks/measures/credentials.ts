import pg from 'pg'
import { type Load, requestOf } from '../load/load.js'
import { compare, type Contestant, warmUp } from '../load/rounds.js'
import { costOfHash, makeDevices, type Owners } from '../owners.js'
import type { Server } from '../servers.js'
import type { Table } from './peers.js'

/** More than any window takes: each refresh token is used once. */
const DEVICES = 6_000

const post = (path: string, json: unknown) => requestOf({ method: 'POST', path, json })

async function atAll(load: Load, contestant: Contestant) {
  await warmUp(load, [contestant])
  const table: Table = []
  for (const connections of [1, 32])
    table.push({ connections, results: await compare(load, [contestant], connections) })
  return table
}

/** New pairs for refresh tokens, each of a device of its own. */
export async function measureRefreshes(load: Load, server: Server, databaseUrl: string) {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const requests = async () => {
      const tokens = await makeDevices(client, DEVICES)
      return tokens.map((refreshToken) => post('/api/v1/tokens/refresh', { refreshToken }))
    }
    return await atAll(load, { server, name: server.name, requests })
  } finally {
    await client.end()
  }
}

/** Sign-ins of devices by password, and the microseconds of each that argon2 takes. */
export async function measureSignIns(load: Load, server: Server, { credentials }: Owners) {
  const requests = credentials.map((one) =>
    post('/api/v1/tokens', { ...one, deviceName: 'A phone' })
  )
  const table = await atAll(load, { server, name: server.name, requests, status: 201 })
  return { table, hash: await costOfHash() }
}
