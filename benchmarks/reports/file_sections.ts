import type { Result } from '../load/rounds.js'
import type { Table } from '../measures/peers.js'
import { type Size, SIZES } from '../measures/transfers.js'
import { nginx } from '../nginx.js'
import type { Measured } from './measured.js'
import { inConnections } from './rows.js'
import { count, rows } from './table.js'

type Cost = NonNullable<Result['cost']>

const NO_COST = '–'

/** Requests per second, how long they take, and what one of them costs. */
const rates = (table: Table, more: [head: string, cell: (cost: Cost) => string][] = []) =>
  rows(
    [
      '',
      'requests per second',
      'p50, ms',
      'p99, ms',
      'server, µs',
      'PostgreSQL, µs',
      ...more.map(([head]) => head),
    ],
    table.flatMap(({ connections, results }) =>
      [...results].map(([name, { perSecond, p50, p99, cost }]) => [
        `${name}, ${inConnections(connections)}`,
        count(perSecond),
        p50.toFixed(2),
        p99.toFixed(2),
        cost ? count(cost.server) : NO_COST,
        cost ? count(cost.database) : NO_COST,
        ...more.map(([, cell]) => (cost ? cell(cost) : NO_COST)),
      ])
    )
  )

export const filesPage = ({
  filesPages: { table, bytes },
}: Measured) => `## \`GET /files\` with 20 rows, by cookie

The page of Gatehouse has ${count(bytes.gatehouse)} bytes, that of the stock kit ${count(bytes.stock)}. Beside the rates, processor time for one request.

${rates(table)}`

export const refreshes = (measured: Measured) => `## A new pair for a refresh token

Each token is of another device, and used once.

${rates(measured.refreshes)}`

export const signIns = ({
  signIns: { table, hash },
}: Measured) => `## Sign-in of a device by password

Of the processor time of the server, argon2 takes ${count(hash)} µs: the same hash, measured beside it. On a machine with two processors one password is hashed at a time.

${rates(table, [['server without argon2, µs', ({ server }) => count(Math.max(0, server - hash))]])}`

/** A direction and a size: megabytes per second, and the processor time of one gigabyte. */
function transferred(what: string, size: Size, table: Table) {
  const names = [...table[0].results.keys()]
  return names.map((name) => [
    `${what} of ${size}, ${name}`,
    ...[1, 8].map((connections) => {
      const result = table.find((one) => one.connections === connections)?.results.get(name)
      if (!result) return NO_COST
      const { perSecond, cost } = result
      const speed = `${count((perSecond * SIZES[size]) / 1e6)} MB/s`
      if (!cost) return speed
      const ofGigabyte = (cost.server * 1e3) / SIZES[size]
      return `${speed} (${ofGigabyte.toFixed(2)} s)`
    }),
  ])
}

export function transfers({ transfers: { down, up } }: Measured) {
  const sizes = Object.keys(SIZES) as Size[]
  return `## Files down and up, by token

In brackets, the processor time of the server for one gigabyte. Uploads are told their type, hashed, and written through to the disk.${nginx ? '' : ' nginx was left out, as it is not installed.'}

${rows(
  ['', '1 connection', '8 connections'],
  [
    ...sizes.flatMap((size) => transferred('Download', size, down[size])),
    ...sizes.flatMap((size) => transferred('Upload', size, up[size])),
  ]
)}`
}
