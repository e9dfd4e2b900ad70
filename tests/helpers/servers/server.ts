import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { listen } from '#tests/helpers/servers/listen'
import { READ_TYPESCRIPT } from '#tests/helpers/servers/node'
import { releaseLater } from '#tests/helpers/release'

async function freePort() {
  const server = createServer()
  const port = await listen(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}

export type SpawnedServer = {
  origin: string
  pid: number
  stop: () => Promise<void>
  /** Asks it to end, and answers with its exit code. */
  terminate: () => Promise<number | null>
  /** A process that is paused gets to know nothing; its connections are accepted nevertheless. */
  pause: () => void
  resume: () => void
  /** What it has written so far. */
  log: () => string
}

/** A line of the log in production. */
export type LogLine = {
  level: number
  msg: string
  mailId?: string
  because?: string
  suppressed?: number
  err?: { code?: string; message: string; stack?: string }
}

/** What the log of a server in production says. */
export const logLinesOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as LogLine)

/** @returns null where somebody else took the port meanwhile */
async function startServerOn(port: number, settings: Record<string, string>) {
  const server = spawn(process.execPath, [READ_TYPESCRIPT, 'bin/server.ts'], {
    env: { ...process.env, HOST: '127.0.0.1', PORT: String(port), ...settings },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  releaseLater(() => server.kill('SIGKILL') && once(server, 'exit'))
  const output: string[] = []
  for (const stream of [server.stdout!, server.stderr!])
    stream.on('data', (chunk) => output.push(String(chunk)))
  const ended = once(server, 'close').then(([exitCode]) => exitCode as number | null)

  // AdonisJS tells its parent once it listens and is prepared to end.
  const ready = new Promise<boolean>((resolve) =>
    server.on('message', (message) => message === 'ready' && resolve(true))
  )
  const isReady = await Promise.race([ready, ended.then(() => false)])
  if (!isReady && /^PORT: \d+ is taken/m.test(output.join(''))) return null
  if (!isReady) throw new Error(`The server did not start: ${output.join('')}`)

  const end = (signal: NodeJS.Signals) => {
    server.kill(signal)
    return ended
  }
  return {
    origin: `http://127.0.0.1:${port}`,
    pid: server.pid!,
    stop: async () => void (await end('SIGKILL')),
    terminate: () => end('SIGTERM'),
    pause: () => void server.kill('SIGSTOP'),
    resume: () => void server.kill('SIGCONT'),
    log: () => output.join(''),
  }
}

/** The same application in a process of its own with other settings, on the database of the tests. */
export async function startServer(settings: Record<string, string>): Promise<SpawnedServer> {
  for (;;) {
    const server = await startServerOn(await freePort(), settings)
    if (server) return server
  }
}

/** As it runs for people. */
export const PRODUCTION = {
  NODE_ENV: 'production',
  APP_PROFILE: 'production',
  APP_URL: 'https://gatehouse.example',
  MAIL_FROM: 'Gatehouse <post@gatehouse.example>',
  SMTP_URL: 'smtp://127.0.0.1:9',
  STORAGE_DISK: 'local',
}
