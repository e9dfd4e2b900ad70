import { spawn } from 'node:child_process'
import ace from '@adonisjs/core/services/ace'
import { READ_TYPESCRIPT } from '#tests/helpers/servers/node'
import { releaseLater } from '#tests/helpers/release'

/** What a command printed, and how it ended. */
export type Run = { exitCode: number; output: string[]; errors: string[] }

/** The raw mode of ace writes colours as calls: "[ red(error) ] …". */
const plain = (message: string) => message.replace(/^\[ \w+\((\w+)\) \]/, '[ $1 ]')

/** Runs a command in this process. */
export async function run(command: string, ...args: string[]): Promise<Run> {
  ace.ui.switchMode('raw')
  try {
    const { exitCode } = await ace.exec(command, args)
    const logs = ace.ui.logger.getLogs()
    const from = (stream: string) =>
      logs.filter((log) => log.stream === stream).map(({ message }) => plain(message))
    return { exitCode: exitCode!, output: from('stdout'), errors: from('stderr') }
  } finally {
    ace.ui.logger.flushLogs()
    ace.ui.switchMode('normal')
  }
}

export type SpawnOptions = {
  /** What the process gets on its standard input; by default nothing. */
  input?: string
  settings?: Record<string, string>
  /** Hears every line as it comes. */
  onLine?: (line: string) => void
  /** Sent to it once it works. */
  interruption?: { signal: NodeJS.Signals; isDue: () => Promise<unknown> }
}

/** Milliseconds: a command that takes longer, on however busy a machine, does not end. */
const PATIENCE = 90_000

const linesOf = (text: string) => text.split('\n').filter(Boolean)

/** Runs a command in a process of its own, as an operator does, on the database of the tests. */
export function spawnAce(
  args: string[],
  { input = '', settings = {}, onLine, interruption }: SpawnOptions = {}
): Promise<Run> {
  const { promise, resolve, reject } = Promise.withResolvers<Run>()
  const child = spawn(process.execPath, [READ_TYPESCRIPT, 'bin/console.ts', ...args], {
    env: { ...process.env, NO_COLOR: '1', ...settings },
    stdio: 'pipe',
    timeout: PATIENCE,
  })
  releaseLater(() => child.kill('SIGKILL'))
  const printed = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].on('data', (chunk) => {
      printed[stream] += chunk
      linesOf(String(chunk)).forEach((line) => onLine?.(line))
    })
  }
  interruption?.isDue().then(() => child.kill(interruption.signal), reject)
  child.on('error', reject)
  child.on('close', (exitCode) => {
    const output = linesOf(printed.stdout)
    const errors = linesOf(printed.stderr)
    if (exitCode === null) reject(new Error(`${args[0]} did not end: ${output} ${errors}`))
    else resolve({ exitCode, output, errors })
  })
  child.stdin.end(input)
  return promise
}

/** As if somebody sat at a terminal; prompts are answered by traps. */
export function sitAtTerminal() {
  const { isTTY } = process.stdin
  process.stdin.isTTY = true
  return () => {
    process.stdin.isTTY = isTTY
  }
}
