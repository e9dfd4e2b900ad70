import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort, HOST } from './load/free_port.js'
import { flask } from './python.js'
import { APP_KEY } from './key.js'

export const BUILD = fileURLToPath(new URL('../build/', import.meta.url))

const peer = (name: string) => fileURLToPath(new URL(`peers/${name}`, import.meta.url))

/** Where Gatehouse keeps the bytes of files while it is measured. */
export const FILES = join(tmpdir(), `gatehouse-bench-files-${process.pid}`)
process.once('exit', () => rmSync(FILES, { recursive: true, force: true }))

/** As in production, but for the limits: all load comes from one address. */
const GATEHOUSE = {
  APP_PROFILE: 'production',
  APP_URL: 'https://gatehouse.example',
  MAIL_FROM: 'Gatehouse <post@gatehouse.example>',
  SMTP_URL: 'smtp://127.0.0.1:9',
  STORAGE_DISK: 'local',
  STORAGE_LOCAL_ROOT: FILES,
  FILE_QUOTA_BYTES: '1000000000000',
  PRUNE_EVERY_MINUTES: '0',
  LIMIT_GUESSES: '1000000000',
  LIMIT_NETWORK_FACTOR: '1000000',
  LIMIT_READS_PER_MINUTE: '1000000000',
  LIMIT_WRITES_PER_MINUTE: '1000000000',
}

type Start = { command?: string; cwd: string; args: string[]; env?: Record<string, string> }

/** As the README starts it. */
const gatehouse = (env: Record<string, string> = {}, file = 'bin/server.js'): Start => ({
  cwd: BUILD,
  args: ['--max-semi-space-size=16', file],
  env: { ...GATEHOUSE, ...env },
})

export const FLASK = 'Flask, JWT and session'

/** How each server is started. Those under peers/ are files of their own. */
export const STARTS = {
  'Gatehouse': gatehouse(),
  'Gatehouse, no check': gatehouse({}, peer('unchecked.js')),
  'Gatehouse, two processes': gatehouse({ PROCESSES: '2' }),
  'bare node:http, one JOIN': { cwd: BUILD, args: [peer('bare.js')] },
  'bare node:http, batched': { cwd: BUILD, args: [peer('bare.js'), '--batched'] },
  'stock AdonisJS 7': { cwd: BUILD, args: [peer('stock_adonis/server.js')] },
  'stock AdonisJS 7, pages': {
    cwd: BUILD,
    args: [peer('stock_adonis/server.js')],
    env: { KIT: 'hypermedia' },
  },
  'Fastify, one JOIN': { cwd: BUILD, args: [peer('fastify.js')] },
  'Express, one JOIN': { cwd: BUILD, args: [peer('express.js')] },
  'Better Auth on Fastify': { cwd: BUILD, args: [peer('better_auth.js')] },
  [FLASK]: {
    command: flask?.python,
    cwd: peer('flask_design'),
    args: ['-m', 'gunicorn', 'app:app'],
  },
} satisfies Record<string, Start>

export type ServerName = keyof typeof STARTS

/** Beside how it is always started: options of Node, and a program that runs it. */
type How = { nodeOptions?: string[]; under?: string[] }

export class Server {
  readonly #process: ChildProcess
  readonly #output: string[] = []
  readonly exitCode: Promise<number | null>

  constructor(
    readonly name: ServerName,
    readonly port: number,
    databaseUrl: string,
    { nodeOptions = [], under = [] }: How = {}
  ) {
    const { command = process.execPath, cwd, args, env } = STARTS[name] as Start
    const [program, ...rest] = [...under, command, ...nodeOptions, ...args]
    this.#process = spawn(program, rest, {
      cwd,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        HOST,
        PORT: String(port),
        LOG_LEVEL: 'warn',
        APP_KEY,
        DATABASE_URL: databaseUrl,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [this.#process.stdout!, this.#process.stderr!])
      stream.on('data', (chunk) => this.#output.push(String(chunk)))
    this.exitCode = new Promise((resolve, reject) => {
      this.#process.once('exit', resolve)
      this.#process.once('error', reject)
    })
  }

  static async start(name: ServerName, databaseUrl: string, how?: How) {
    const server = new Server(name, await freePort(), databaseUrl, how)
    await server.untilItAnswers()
    return server
  }

  get pid() {
    return this.#process.pid!
  }

  async untilItAnswers(path = '/health/live', headers: Record<string, string> = {}, pause = 20) {
    for (let tries = 0; tries * pause < 60_000; tries++) {
      if (this.#process.exitCode !== null) break
      const answer = await fetch(`http://127.0.0.1:${this.port}${path}`, { headers }).catch(
        () => null
      )
      await answer?.arrayBuffer()
      if (answer) return answer
      await wait(pause)
    }
    throw new Error(`${this.name} does not answer:\n${this.#output.join('')}`)
  }

  terminate() {
    this.#process.kill('SIGTERM')
    return this.exitCode
  }

  async stop() {
    if (this.#process.exitCode === null) this.#process.kill('SIGKILL')
    await this.exitCode
  }
}
