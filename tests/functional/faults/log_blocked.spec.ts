import { execFileSync, spawn } from 'node:child_process'
import { closeSync, constants, openSync, rmSync } from 'node:fs'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { uniqueName } from '#tests/helpers/people/users'
import { READ_TYPESCRIPT } from '#tests/helpers/servers/node'
import { releaseLater } from '#tests/helpers/release'

const COUNT = 40_000

/** Writes 40 MB of lines into a log that is read only once it has said that it is done. */
const WRITER = `
  const { LogSink } = await import(${JSON.stringify(app.makeURL('app/logs/log_sink.ts').href)})
  const sink = new LogSink()
  const filler = 'x'.repeat(980)
  for (let number = 0; number < ${COUNT}; number++)
    sink.write(JSON.stringify({ number, filler }) + '\\n')
  process.on('SIGTERM', () => process.exit(0))
  setInterval(() => {}, 1_000)
  process.stderr.write('written')
`

/** Both ends of a pipe, as containers give one; what node calls a pipe is a socket, as systemd gives one. */
function openPipe() {
  const path = join(tmpdir(), uniqueName('pipe'))
  execFileSync('mkfifo', [path])
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  const reader = new Socket({ fd, readable: true, writable: false }).pause()
  const writer = openSync(path, constants.O_WRONLY)
  rmSync(path)
  releaseLater(() => reader.destroy())
  return { reader, writer }
}

function startWriter(kind: 'pipe' | 'socket') {
  const pipe = kind === 'pipe' ? openPipe() : undefined
  const node = [READ_TYPESCRIPT, '--input-type=module', '-e', WRITER]
  const writer = spawn(process.execPath, node, {
    stdio: ['ignore', pipe?.writer ?? 'pipe', 'pipe'],
  })
  if (pipe) closeSync(pipe.writer)
  releaseLater(() => writer.kill('SIGKILL'))
  const written = new Promise((resolve) => writer.stderr!.once('data', resolve))
  return { writer, written, log: (pipe?.reader ?? writer.stdout!) as Readable }
}

test.group('A log that nobody reads', () => {
  test('holds nobody up, and says how many lines were left out once it is read: {$self}')
    .with(['pipe', 'socket'] as const)
    .run(async ({ assert }, kind) => {
      const { written, log } = startWriter(kind)
      assert.equal(String(await written), 'written')

      const numbers: number[] = []
      for await (const line of createInterface({ input: log })) {
        const { number, dropped } = JSON.parse(line)
        if (number !== undefined) numbers.push(number)
        else {
          assert.equal(dropped, COUNT - numbers.length)
          break
        }
      }
      assert.isAbove(numbers.length, 1_000)
      assert.deepEqual(numbers, [...numbers.keys()], 'each once, in order')
    })

  test('keeps no process from ending: {$self}')
    .with(['pipe', 'socket'] as const)
    .run(async ({ assert }, kind) => {
      const { writer, written } = startWriter(kind)
      await written
      const ended = new Promise((resolve) => writer.once('exit', resolve))
      writer.kill('SIGTERM')
      assert.equal(await ended, 0)
    })
})
