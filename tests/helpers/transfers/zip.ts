import { buffer } from 'node:stream/consumers'
import { fromBuffer } from 'yauzl'

/** What is in an archive, by path, in the order in which it stands there. */
export function unzip(archive: Buffer): Promise<Record<string, Buffer>> {
  const { promise, resolve, reject } = Promise.withResolvers<Record<string, Buffer>>()
  fromBuffer(archive, { lazyEntries: true }, (fault, zip) => {
    if (fault) return reject(fault)
    const found: Record<string, Buffer> = {}
    zip.on('entry', (entry) =>
      zip.openReadStream(entry, (unreadable, bytes) => {
        if (unreadable) return reject(unreadable)
        buffer(bytes).then((contents) => {
          found[entry.fileName] = contents
          zip.readEntry()
        }, reject)
      })
    )
    zip.on('end', () => resolve(found))
    zip.on('error', reject)
    zip.readEntry()
  })
  return promise
}
