import { connect } from 'node:net'
import type { App } from '#tests/helpers/clients/sign_in'
import { ORIGIN } from '#tests/helpers/clients/http'
import { storedKeys } from '#tests/helpers/storage/stored_files'
import { until } from '#tests/helpers/until'
import { file, form, noise, uploadHead } from '#tests/helpers/transfers/uploads'
import { releaseLater } from '#tests/helpers/release'

/** An upload that stands still: to be ended by sending the rest, by leaving, or by sending what is refused. */
export type UploadUnderWay = {
  finish: () => void
  leave: () => void
  send: (bytes: string | Buffer) => void
  /** All that the server says, once it has closed the connection. */
  answer: Promise<string>
}

/** Sends the first half of an upload, and answers once the storage holds some of it. */
export async function beginUpload(app: App): Promise<UploadUnderWay> {
  const { hostname, port } = new URL(ORIGIN)
  const body = form(file('half.bin', noise(200_000)))
  const before = (await storedKeys('incoming')).length
  const { promise: answer, resolve } = Promise.withResolvers<string>()
  const socket = connect(Number(port), hostname)
  releaseLater(() => socket.destroy())
  let received = ''
  socket.on('data', (chunk) => (received += chunk.toString('latin1')))
  socket.on('error', () => {})
  socket.on('close', () => resolve(received))
  socket.write(uploadHead(app, [['Content-Length', String(body.length)]]))
  socket.write(body.subarray(0, 100_000))
  await until('it arrives', async () => (await storedKeys('incoming')).length > before)
  return {
    finish: () => void socket.write(body.subarray(100_000)),
    leave: () => void socket.destroy(),
    send: (bytes) => void socket.write(bytes),
    answer,
  }
}
