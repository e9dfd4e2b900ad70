import { connect, createServer, type Socket } from 'node:net'
import { listen } from '#tests/helpers/servers/listen'
import { releaseLater } from '#tests/helpers/release'

/** Where the database of the tests listens: a socket of the embedded server, or an address. */
function target() {
  const { hostname, port, searchParams } = new URL(process.env.DATABASE_URL!)
  const folder = searchParams.get('host')
  return folder?.startsWith('/')
    ? { path: `${folder}/.s.PGSQL.${port || 5432}` }
    : { host: folder ?? hostname, port: Number(port || 5432) }
}

/** What a scheduled job begins its transactions with: those come at any time, and are not what a test is about. */
const LOCK_OF_JOB = /pg_try_advisory_xact_lock|hashtext\('event_seals'\)/

/** What PostgreSQL tells a connection of a setting that has changed. */
function settingChanged(name: string, value: string) {
  const body = Buffer.from(`${name}\0${value}\0`)
  const length = Buffer.alloc(4)
  length.writeInt32BE(4 + body.length)
  return Buffer.concat([Buffer.from('S'), length, body])
}

/** Where a connection breaks: before a statement gets to the database, or before its answer gets back. */
export type Break = 'before' | 'after'

/** A way to the database of the tests that can be cut, and opened again. */
export class DatabaseProxy {
  #port = 0
  #sockets = new Set<Socket>()
  #clients = new Set<Socket>()
  #isSilent = false
  #trap?: { statement: string; where: Break }
  #server = createServer((client) => {
    const server = connect(target())
    for (const socket of [client, server]) {
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket))
      // Whichever end fails, the other is told by the end of its stream.
      socket.on('error', () => {})
    }
    this.#clients.add(client)
    client.on('close', () => this.#clients.delete(client))
    let isJob = false
    client.on('data', (bytes: Buffer) => {
      isJob ||= LOCK_OF_JOB.test(bytes.toString('latin1'))
      if (!isJob) this.#watch(bytes, client, server)
      if (bytes.includes('COMMIT') || bytes.includes('ROLLBACK')) isJob = false
    })
    if (!this.#isSilent) client.pipe(server).pipe(client)
  })

  /** Opens it, on the port that it had before. */
  async open() {
    this.#isSilent = false
    // Opened for the first time where it belongs to: a test that opens it again does not end it for the others.
    if (!this.#port) releaseLater(() => this.cut())
    this.#port = await listen(this.#server.unref(), this.#port)
  }

  /** The database is away: connections break, and new ones are refused. */
  cut() {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#server.close(() => resolve())
    for (const socket of this.#sockets) socket.destroy()
    return promise
  }

  /** The next connection on which the statement is sent, but for a scheduled job, breaks there. */
  cutAt(statement: string, where: Break) {
    this.#trap = { statement, where }
  }

  #watch(bytes: Buffer, client: Socket, server: Socket): unknown {
    if (!this.#trap || !bytes.includes(this.#trap.statement)) return undefined
    const { where } = this.#trap
    this.#trap = undefined
    server.unpipe(client).resume()
    if (where === 'after') return server.once('data', () => client.destroy())
    client.unpipe(server).destroy()
    return server.destroy()
  }

  /** The database takes connections and says nothing any more. */
  silence() {
    this.#isSilent = true
    for (const socket of this.#sockets) socket.unpipe().pause()
  }

  /** It answers on new connections; those that it was silent on stay so. */
  speak() {
    this.#isSilent = false
  }

  /** The server says to all who are connected that a setting has changed. */
  tell(name: string, value: string) {
    for (const client of this.#clients) client.write(settingChanged(name, value))
  }

  get url() {
    const url = new URL(process.env.DATABASE_URL!)
    url.searchParams.delete('host')
    url.host = `127.0.0.1:${this.#port}`
    return url.href
  }
}
