import { requestOf, type Load } from '../load/load.js'
import { options, plan } from '../options.js'
import { compare, type Contestant, type Result, warmUp } from '../load/rounds.js'
import type { Credentials } from '../seed.js'
import { FLASK, type Server, type ServerName } from '../servers.js'

/** Every server by name, and the Flask design where its packages are found. */
export type Fleet = Record<Exclude<ServerName, typeof FLASK>, Server>
export type AllCredentials = Record<
  'gatehouse' | 'stockAdonis' | 'betterAuth' | 'flask',
  Credentials
>
export type Table = { connections: number; results: Map<string, Result> }[]

const PATH = '/api/v1/me'

const requests = (headers: string[], path = PATH) =>
  headers.map((header) => requestOf({ path, header }))

/** Which credentials each server knows. */
function headersOf(name: ServerName, all: AllCredentials) {
  if (name === 'stock AdonisJS 7') return all.stockAdonis
  if (name === 'Better Auth on Fastify') return all.betterAuth
  if (name === FLASK) return all.flask
  return all.gatehouse
}

/** Gatehouse again, and a kit that only makes pages. */
const ELSEWHERE = new Set<ServerName>(['Gatehouse, two processes', 'stock AdonisJS 7, pages'])

function contestants(fleet: Fleet, all: AllCredentials, kind: keyof Credentials): Contestant[] {
  return Object.values(fleet)
    .filter(({ name }) => !ELSEWHERE.has(name))
    .map((server) => ({
      server,
      name: server.name,
      requests: requests(
        headersOf(server.name, all)[kind],
        server.name === 'Gatehouse, no check' ? '/api/v1/unchecked' : PATH
      ),
    }))
}

/** `GET /api/v1/me` by one kind of credential, on every server, at every number of connections. */
export async function comparePeers(
  load: Load,
  fleet: Fleet,
  all: AllCredentials,
  kind: keyof Credentials
): Promise<Table> {
  const taking = contestants(fleet, all, kind)
  await warmUp(load, taking)
  const table: Table = []
  for (const connections of plan.connections) {
    table.push({ connections, results: await compare(load, taking, connections) })
  }
  return table
}

/** A token and a cookie that stand for nobody: well formed, so that the database is asked. */
export async function compareBad(
  load: Load,
  { Gatehouse: server }: Fleet,
  all: AllCredentials,
  bad: Credentials
) {
  const taking: Contestant[] = (['token', 'cookie'] as const).flatMap((kind) => [
    { server, name: `good ${kind}`, requests: requests(all.gatehouse[kind]) },
    { server, name: `bad ${kind}`, requests: requests(bad[kind]), status: 401 },
  ])
  return compare(load, taking, 32, plan.closeRounds)
}

/** Gatehouse in one process against two. */
export async function compareProcesses(load: Load, fleet: Fleet, all: AllCredentials) {
  const taking = [fleet['Gatehouse'], fleet['Gatehouse, two processes']].map((server) => ({
    server,
    name: server.name,
    requests: requests(all.gatehouse.token),
  }))
  await warmUp(load, taking)
  return compare(load, taking, 32, plan.closeRounds)
}

/** `GET /` for a passer-by, against node:http sending the same bytes. */
export async function comparePages(load: Load, fleet: Fleet) {
  const taking = [fleet['Gatehouse'], fleet['bare node:http, one JOIN']].map((server) => ({
    server,
    name: server.name,
    requests: [requestOf({ path: '/' })],
  }))
  await warmUp(load, taking)
  return compare(load, taking, options.quick ? 4 : 32)
}
