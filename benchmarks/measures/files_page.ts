import { type Load, requestOf } from '../load/load.js'
import { compare, type Contestant, warmUp } from '../load/rounds.js'
import { FILES_EACH } from '../owners.js'
import type { Fleet, Table } from './peers.js'

const PATH = '/files'

/** Bytes of the page, once it is sure that it has all rows. */
async function lookAt({ server: { port }, name }: Contestant, cookie: string) {
  const headers = { Cookie: cookie.replace('Cookie: ', '') }
  const answer = await fetch(`http://127.0.0.1:${port}${PATH}`, { headers, redirect: 'manual' })
  const page = await answer.text()
  const rows = new Set(page.match(/Report \d+\.txt/g)).size
  if (rows !== FILES_EACH) throw new Error(`${name}: ${answer.status}, and ${rows} rows`)
  return Buffer.byteLength(page)
}

/** The page of one's files with 20 rows, by cookie, against what the stock kit makes of the same rows. */
export async function compareFilesPages(
  load: Load,
  fleet: Fleet,
  cookies: { gatehouse: string[]; stock: string[] }
) {
  const asked = (name: 'Gatehouse' | 'stock AdonisJS 7, pages', own: string[]) => ({
    server: fleet[name],
    name,
    requests: own.map((header) => requestOf({ path: PATH, header })),
  })
  const taking = [
    asked('Gatehouse', cookies.gatehouse),
    asked('stock AdonisJS 7, pages', cookies.stock),
  ]
  const bytes = {
    gatehouse: await lookAt(taking[0], cookies.gatehouse[0]),
    stock: await lookAt(taking[1], cookies.stock[0]),
  }
  await warmUp(load, taking)
  const table: Table = []
  for (const connections of [1, 32])
    table.push({ connections, results: await compare(load, taking, connections) })
  return { table, bytes }
}
