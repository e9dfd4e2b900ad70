import type { Size } from '../measures/transfers.js'
import { nginx } from '../nginx.js'
import type { Measured } from './measured.js'
import { ratioOf } from './ratios.js'
import { atLeast, inConnections, type Row } from './rows.js'

function ofFilesPage({ filesPages: { table } }: Measured): Row[] {
  return table.flatMap(({ connections, results }) =>
    atLeast(
      `\`/files\` with 20 rows, ${inConnections(connections)}, against the stock kit's page`,
      ratioOf(results, 'Gatehouse', 'stock AdonisJS 7, pages'),
      3,
      6
    )
  )
}

function ofDownloads({ transfers: { down } }: Measured): Row[] {
  if (!nginx) return [['Downloads against nginx', 'no nginx found', '0.7', '0.9', 'not measured']]
  return (Object.keys(down) as Size[]).flatMap((size) =>
    down[size].flatMap(({ connections, results }) =>
      atLeast(
        `Download of ${size}, ${inConnections(connections)}, against nginx`,
        ratioOf(results, 'Gatehouse', 'nginx'),
        0.7,
        0.9
      )
    )
  )
}

/** What was to be reached with files. */
export const fileTargets = (measured: Measured) => [
  ...ofFilesPage(measured),
  ...ofDownloads(measured),
]
