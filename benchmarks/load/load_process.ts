/** The load, in a process of its own: so many connections, each with one request under way at a time. */
import { connect } from 'node:net'

export type Job = {
  port: number
  /** Whole requests, taken in turn. */
  requests: string[]
  connections: number
  seconds: number
  /** The status that counts as an answer; others are counted apart. */
  status: number
}

export type Outcome = {
  answered: number
  otherStatus: number
  /** Requests that were sent and got no whole answer while the server was to be up. */
  broken: number
  perSecond: number
  p50: number
  p99: number
}

const END_OF_HEADERS = '\r\n\r\n'

/** Whether the answer is complete. Bodies have a length or come in chunks. */
function isWhole(answer: string) {
  const head = answer.indexOf(END_OF_HEADERS)
  if (head < 0) return false
  const length = /\r\ncontent-length: *(\d+)/i.exec(answer.slice(0, head))?.[1]
  if (length) return answer.length >= head + END_OF_HEADERS.length + Number(length)
  return /\r\ntransfer-encoding/i.test(answer.slice(0, head)) ? answer.endsWith('0\r\n\r\n') : true
}

const percentile = (sorted: number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

function run({ port, requests, connections, seconds, status }: Job): Promise<Outcome> {
  const times: number[] = []
  let [next, otherStatus, broken, open] = [0, 0, 0, 0]
  const start = performance.now()
  const end = start + seconds * 1_000
  const expected = `HTTP/1.1 ${status}`
  const { promise, resolve } = Promise.withResolvers<Outcome>()

  function finish() {
    times.sort((a, b) => a - b)
    const elapsed = (performance.now() - start) / 1_000
    resolve({
      answered: times.length,
      otherStatus,
      broken,
      perSecond: times.length / elapsed,
      p50: percentile(times, 0.5),
      p99: percentile(times, 0.99),
    })
  }

  function ask() {
    const socket = connect(port, '127.0.0.1')
    socket.setNoDelay(true).setEncoding('latin1')
    let [answer, sent, isWaiting, hasFailed] = ['', 0, false, false]

    const send = () => {
      answer = ''
      sent = performance.now()
      isWaiting = true
      socket.write(requests[next++ % requests.length])
    }
    open += 1
    socket.on('connect', send)
    socket.on('data', (chunk) => {
      answer += String(chunk)
      if (!isWhole(answer)) return
      isWaiting = false
      if (answer.startsWith(expected)) times.push(performance.now() - sent)
      else otherStatus += 1
      if (performance.now() >= end || /\r\nconnection: close/i.test(answer)) socket.end()
      else send()
    })
    socket.on('error', () => {
      hasFailed = true
    })
    socket.on('close', () => {
      open -= 1
      if (isWaiting) broken += 1
      const refused = hasFailed && sent === 0
      if (performance.now() < end && !refused) return ask()
      if (open === 0) finish()
    })
  }

  for (let i = 0; i < connections; i++) ask()
  return promise
}

process.on('message', async (job: Job) => process.send!(await run(job)))
