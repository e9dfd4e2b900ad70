/** The load, in a process of its own: so many connections, each with one request under way at a time. */
import { connect } from 'node:net'
import { type Job, type Outcome, Tally } from './outcome.js'
import { transfer } from './transfer.js'

const END_OF_HEADERS = '\r\n\r\n'

/** Whether the answer is complete. Bodies have a length or come in chunks. */
function isWhole(answer: string) {
  const head = answer.indexOf(END_OF_HEADERS)
  if (head < 0) return false
  const length = /\r\ncontent-length: *(\d+)/i.exec(answer.slice(0, head))?.[1]
  if (length) return answer.length >= head + END_OF_HEADERS.length + Number(length)
  return /\r\ntransfer-encoding/i.test(answer.slice(0, head)) ? answer.endsWith('0\r\n\r\n') : true
}

function run({ port, requests, connections, seconds, status }: Job): Promise<Outcome> {
  const tally = new Tally(seconds)
  let [next, open] = [0, 0]
  const expected = `HTTP/1.1 ${status}`
  const { promise, resolve } = Promise.withResolvers<Outcome>()

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
      tally.count(answer.startsWith(expected), sent)
      if (tally.isOver || /\r\nconnection: close/i.test(answer)) socket.end()
      else send()
    })
    socket.on('error', () => {
      hasFailed = true
    })
    socket.on('close', () => {
      open -= 1
      if (isWaiting) tally.broken += 1
      const refused = hasFailed && sent === 0
      if (!tally.isOver && !refused) return ask()
      if (open === 0) resolve(tally.outcome())
    })
  }

  for (let i = 0; i < connections; i++) ask()
  return promise
}

process.on('message', async (job: Job) => {
  process.send!(await (job.transfer ? transfer(job, job.transfer.up) : run(job)))
})
