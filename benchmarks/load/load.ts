import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Job, Outcome } from './outcome.js'

const FILE = fileURLToPath(new URL('load_process.ts', import.meta.url))

/** Puts load on a server. Each has a process of its own, so that the processor of the harness is not measured. */
export class Load {
  readonly #process = fork(FILE, { execArgv: ['--import=@poppinss/ts-exec'] })

  get pid() {
    return this.#process.pid!
  }

  run(job: Job): Promise<Outcome> {
    const { promise, resolve, reject } = Promise.withResolvers<Outcome>()
    const onExit = () => reject(new Error('The load generator ended.'))
    this.#process.once('exit', onExit)
    this.#process.once('message', (outcome: Outcome) => {
      this.#process.off('exit', onExit)
      resolve(outcome)
    })
    this.#process.send(job)
    return promise
  }

  stop() {
    this.#process.kill()
  }
}

type Request = { method?: string; path: string; header?: string; json?: unknown }

/** A request as bytes. */
export function requestOf({ method = 'GET', path, header, json }: Request) {
  const body = json === undefined ? '' : JSON.stringify(json)
  const lines = [`${method} ${path} HTTP/1.1`, 'Host: 127.0.0.1', ...(header ? [header] : [])]
  if (body) lines.push('Content-Type: application/json', `Content-Length: ${body.length}`)
  return `${lines.join('\r\n')}\r\n\r\n${body}`
}
