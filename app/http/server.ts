import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises'
import app from '@adonisjs/core/services/app'
import { problems } from '#exceptions/problem'
import { limitArrival } from '#http/arrival'
import { answerPasserBy } from '#http/answers/passers_by'
import { settleRequestId } from '#http/request_id'
import { asksForServer, settleTarget } from '#http/request_target'
import { expectsOnlyContinue, readOnAfterAnswer } from '#http/bodies/unread_body'
import { answerClientError, answerForServer, answerLate, answerUnread } from '#http/unreadable'

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown

/** Milliseconds that requests in progress have to finish once the server was told to stop. */
const DRAIN_LIMIT = 8_000

const OPTIONS = { requireHostHeader: false, headersTimeout: 60_000, requestTimeout: 0 }

/**
 * Milliseconds. A request may already be on its way over a connection that looks idle: from a phone, that takes a
 * while.
 */
const IDLE_GRACE = 1_000

/** Milliseconds for a connection that has brought nothing yet: it may have been let in only a moment ago. */
const UNUSED_GRACE = 3_000

/** Milliseconds by which new connections can delay the end of listening. */
const LAST_CALL = 1_000

/**
 * Resolves once a whole turn of the event loop has brought no connection. The operating system accepts connections
 * before node does, which takes one per turn; those still waiting when listening ends are reset.
 */
async function untilNoneWaits(server: Server) {
  const lastCall = Date.now() + LAST_CALL
  let arrived = 0
  let before: number
  server.on('connection', () => arrived++)
  await turn()
  do {
    before = arrived
    await turn()
  } while (arrived > before && Date.now() < lastCall)
}

/**
 * Browsers open a connection in advance. Node takes one that has brought nothing for busy, and would wait for it.
 * @returns what closes them, once all that has arrived is read
 */
function unusedConnections(server: Server) {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  return async () => {
    await turn()
    await turn()
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
  }
}

/** Milliseconds between two looks at what is still worked on. */
const LOOK_EVERY = 20

/**
 * Counts the requests that are worked on, those of clients who have left as well: the database closes after the server,
 * and each would fail there, to be read in the log at every restart under load.
 */
function counted(handler: Handler) {
  let count = 0
  const work: Handler = async (request, response) => {
    count += 1
    try {
      await handler(request, response)
    } finally {
      count -= 1
    }
  }
  const untilDone = async (limit: number) => {
    while (count > 0 && Date.now() < limit) await pause(LOOK_EVERY)
  }
  return { work, untilDone }
}

/**
 * The node server under AdonisJS: for what must be settled before a request context exists, and for a clean shutdown.
 * Told to stop, it accepts no new connection and closes each one with its current answer. AdonisJS alone would wait for
 * clients that never stop sending requests.
 */
export function createHttpServer(handler: Handler) {
  let drainedBy: number | undefined
  const { work, untilDone } = counted(handler)
  const serve: Handler = (request, response) => {
    // A connection that was told to close accepts nothing more (RFC 9112, 9.6).
    if (!request.socket.writable) return
    settleRequestId(request)
    limitArrival(request, () => answerLate(request.socket))
    readOnAfterAnswer(request)
    if (drainedBy) response.setHeader('Connection', 'close')
    const fault = settleTarget(request)
    if (fault) return answerUnread(request, response, problems.badRequest(fault))
    if (asksForServer(request)) return answerForServer(request, response)
    if (answerPasserBy(request, response)) return
    return work(request, response)
  }
  /** No other expectations are defined, and 417 is optional (RFC 9110, 10.1.1). */
  const refuseExpectation: Handler = (request, response) => {
    settleRequestId(request)
    readOnAfterAnswer(request)
    return answerUnread(request, response, problems.badRequest('expectation'))
  }
  const startDraining = async () => {
    drainedBy = Date.now() + DRAIN_LIMIT
    setTimeout(() => server.closeAllConnections(), DRAIN_LIMIT).unref()
    await untilNoneWaits(server)
  }
  const server = createServer(OPTIONS, serve)
  server.on('checkExpectation', refuseExpectation)
  server.on('checkContinue', (request, response) =>
    expectsOnlyContinue(request) ? serve(request, response) : refuseExpectation(request, response)
  )
  server.on('clientError', answerClientError)
  server.on('connect', (_, socket) => answerClientError(new Error('This is no proxy.'), socket))

  const closeUnused = unusedConnections(server)
  const closeIdleConnections = server.closeIdleConnections.bind(server)
  // Where there are none, nothing is waited for.
  server.closeIdleConnections = () => {
    setTimeout(closeIdleConnections, IDLE_GRACE).unref()
    setTimeout(closeUnused, UNUSED_GRACE).unref()
  }
  const close = server.close.bind(server)
  server.close = (done) =>
    close((error) => void untilDone(drainedBy ?? 0).then(() => done?.(error)))

  // The last hook runs first: ours runs before the one in which AdonisJS waits for the server to close.
  void app.ready(() => void app.terminating(startDraining))
  return server
}
