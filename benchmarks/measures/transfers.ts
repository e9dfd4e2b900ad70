import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Load, requestOf } from '../load/load.js'
import { compare, type Contestant } from '../load/rounds.js'
import { startNginx } from '../nginx.js'
import type { Owners } from '../owners.js'
import { FILES, type Server } from '../servers.js'
import type { Table } from './peers.js'

/** Bytes. */
export const SIZES = { '1 MB': 1_000_000, '1 GB': 1_000_000_000 } as const
export type Size = keyof typeof SIZES

const AT_ONCE = [1, 8]

const BOUNDARY = 'a-boundary-of-the-benchmark'

/** An upload as bytes, a null character in the place of the file. */
function uploadOf(size: number, header: string) {
  const part = [
    `--${BOUNDARY}`,
    'Content-Disposition: form-data; name="file"; filename="zeros.bin"',
    'Content-Type: application/octet-stream',
  ]
  const [head, tail] = [`${part.join('\r\n')}\r\n\r\n`, `\r\n--${BOUNDARY}--\r\n`]
  const lines = [
    'POST /api/v1/files HTTP/1.1',
    'Host: 127.0.0.1',
    header,
    `Content-Type: multipart/form-data; boundary=${BOUNDARY}`,
    `Content-Length: ${head.length + size + tail.length}`,
  ]
  return `${lines.join('\r\n')}\r\n\r\n${head}\0${tail}`
}

/** Uploads one file, and tells its id. */
async function keep(load: Load, { port }: Server, up: number, token: string) {
  const requests = [uploadOf(up, token)]
  await load.run({ port, requests, connections: 1, seconds: 0, status: 201, transfer: { up } })
  const headers = { Authorization: token.replace('Authorization: ', '') }
  const newest = `http://127.0.0.1:${port}/api/v1/files?sort=-createdAt`
  const answer = await fetch(newest, { headers })
  const { data } = (await answer.json()) as { data: { id: string; size: number }[] }
  if (data[0].size !== up) throw new Error('The file to be downloaded could not be uploaded.')
  return data[0].id
}

async function compareAt(load: Load, taking: Contestant[], counts: number[]): Promise<Table> {
  const table: Table = []
  for (const connections of counts)
    table.push({ connections, results: await compare(load, taking, connections) })
  return table
}

/** Of one file, by token, against nginx sending the same one from where Gatehouse keeps it. */
async function download(load: Load, server: Server, { tokens: [token] }: Owners, size: Size) {
  const id = await keep(load, server, SIZES[size], token)
  const nginx = await startNginx(join(FILES, 'final'))
  const asked = (of: Contestant['server'], name: string, path: string, header?: string) => ({
    server: of,
    name,
    requests: [requestOf({ path, header })],
    transfer: { up: 0 },
  })
  const taking: Contestant[] = [asked(server, server.name, `/file/${id}`, token)]
  if (nginx) taking.push(asked(nginx, 'nginx', `/${id.slice(-2)}/${id}`))
  try {
    return await compareAt(load, taking, AT_ONCE)
  } finally {
    await nginx?.stop()
  }
}

/** What has been uploaded before goes before each window, so that the disk does not fill up. */
function receive(load: Load, server: Server, { tokens }: Owners, size: Size) {
  const up = SIZES[size]
  const requests = async () => {
    await rm(join(FILES, 'final'), { recursive: true, force: true })
    return Array.from({ length: 4 }, () => tokens.map((token) => uploadOf(up, token))).flat()
  }
  const contestant = { server, name: server.name, requests, status: 201, transfer: { up } }
  return compareAt(load, [contestant], size === '1 GB' ? [1] : AT_ONCE)
}

/** Files of 1 MB and of 1 GB on their way down and up. */
export async function measureTransfers(load: Load, server: Server, owners: Owners) {
  const down = {
    '1 MB': await download(load, server, owners, '1 MB'),
    '1 GB': await download(load, server, owners, '1 GB'),
  }
  const up = {
    '1 MB': await receive(load, server, owners, '1 MB'),
    '1 GB': await receive(load, server, owners, '1 GB'),
  }
  return { down, up }
}
