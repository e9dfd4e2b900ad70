import { Readable } from 'node:stream'
import type { Archive } from '#exports/archive'

async function* jsonOf(rows: AsyncIterable<object>) {
  let before = '[\n'
  for await (const row of rows) {
    yield before + JSON.stringify(row)
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}

export const addText = (archive: Archive, path: string, pieces: AsyncIterable<string> | string[]) =>
  archive.add({
    path,
    bytes: Readable.from(pieces, { objectMode: false }),
    modifiedAt: new Date(),
    isCompressed: true,
  })

/** Adds a list of somebody's data as JSON. */
export const addJson = (archive: Archive, name: string, rows: AsyncIterable<object>) =>
  addText(archive, `${name}.json`, jsonOf(rows))
