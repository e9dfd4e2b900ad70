import { readdir, readFile, rm, stat, utimes } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'

export const answerXml = (response: ServerResponse, status: number, body: string) =>
  response.writeHead(status, { 'Content-Type': 'application/xml' }).end(body)

/** The uploads in parts that s3rver has begun. It can neither list nor abort them by itself. */
export class UnfinishedUploads {
  constructor(private folder: string) {}

  ids(): Promise<string[]> {
    return readdir(this.folder).catch(() => [])
  }

  /** As if they had been begun so long ago. */
  async age(hours: number) {
    const then = new Date(Date.now() - hours * 3_600_000)
    for (const id of await this.ids()) await utimes(join(this.folder, id, 'key'), then, then)
  }

  /** GET /bucket?uploads&prefix= */
  async list(response: ServerResponse, prefix: string) {
    const uploads = await Promise.all(
      (await this.ids()).map(async (id) => {
        const key = await readFile(join(this.folder, id, 'key'), 'utf8')
        if (!key.startsWith(prefix)) return ''
        const { mtime } = await stat(join(this.folder, id, 'key'))
        return `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>${mtime.toISOString()}</Initiated></Upload>`
      })
    )
    answerXml(
      response,
      200,
      `<ListMultipartUploadsResult>${uploads.join('')}</ListMultipartUploadsResult>`
    )
  }

  /** DELETE /bucket/key?uploadId= While that is done, s3rver may still write of a part that was broken off. */
  async abort(id: string, response: ServerResponse) {
    await rm(join(this.folder, id), {
      recursive: true,
      force: true,
      maxRetries: 10,
      retryDelay: 50,
    })
    response.writeHead(204).end()
  }
}
