import { readFile, readlink } from 'node:fs/promises'
import { lookup } from 'node:dns/promises'
import { writeSync } from 'node:fs'
import { connect } from 'node:net'
import { test } from '@japa/runner'
import { loggedError } from '#exceptions/logged_error'
import { problems } from '#exceptions/problem'

type Logged = { code?: unknown; message: string; stack?: string }

/** Where nobody listens. */
const nobody = () => new Promise((_, reject) => void connect(9, '127.0.0.1').once('error', reject))

const failing = (facts: object, message: string, name = 'Error') =>
  Object.defineProperty(Object.assign(new Error(message), facts), 'name', { value: name })

const thrownBy = async (work: () => unknown) => {
  try {
    return await work()
  } catch (error) {
    return error
  }
}

const logged = async (work: () => unknown) => loggedError(await thrownBy(work)) as Logged

const refuse = (error: Error) => () => Promise.reject(error)
const unavailable = (cause: Error) => refuse(Object.assign(problems.unavailable(), { cause }))

const DEFECTS: Record<string, () => unknown> = {
  'a folder is read as a file': () => readFile('/'),
  'a file is read as a link': () => readlink('/'),
  'a file is written that is not open': () => writeSync(1_000_000, 'a'),
  'a file is missing': () => readFile('/nowhere/at/all'),
  'something is undefined': () => (undefined as unknown as { key: string }).key,
  'something is undefined where the storage is asked': unavailable(new TypeError('no such thing')),
  'the storage is asked for something wrong': unavailable(
    Object.assign(new TypeError('no such range'), { code: 'ERR_INVALID_ARG_TYPE' })
  ),
  'nobody knows what the storage did': unavailable(new Error('no such thing')),
}

const FAULTS: Record<string, { work: () => unknown; code: unknown; message: RegExp }> = {
  'nobody listens': { work: nobody, code: 'ECONNREFUSED', message: /^connect ECONNREFUSED / },
  'there is no such host': {
    work: () => lookup('nowhere.invalid'),
    code: /^(ENOTFOUND|EAI_AGAIN)$/,
    message: /^getaddrinfo /,
  },
  'a socket breaks while it is read': {
    work: refuse(failing({ code: 'ECONNRESET', syscall: 'read' }, 'read ECONNRESET')),
    code: 'ECONNRESET',
    message: /^read ECONNRESET$/,
  },
  'a socket breaks while it is written to': {
    work: refuse(failing({ code: 'EPIPE', syscall: 'write' }, 'write EPIPE')),
    code: 'EPIPE',
    message: /^write EPIPE$/,
  },
  'no more files can be opened': {
    work: refuse(failing({ code: 'EMFILE', syscall: 'open' }, 'EMFILE: too many open files')),
    code: 'EMFILE',
    message: /^EMFILE: too many open files$/,
  },
  'a disk is full where files are kept': {
    work: unavailable(failing({ code: 'ENOSPC', syscall: 'write' }, 'ENOSPC: no space left')),
    code: 'ENOSPC',
    message: /^ENOSPC: no space left$/,
  },
  'the storage does not answer': {
    work: unavailable(failing({ code: 'ETIMEDOUT' }, 'no answer in 1000 ms')),
    code: 'ETIMEDOUT',
    message: /^no answer in 1000 ms$/,
  },
  'the storage breaks off': {
    work: unavailable(failing({ code: 'ERR_STREAM_PREMATURE_CLOSE' }, 'Premature close')),
    code: 'ERR_STREAM_PREMATURE_CLOSE',
    message: /^Premature close$/,
  },
  'a bucket is asked too often': {
    work: unavailable(failing({ $metadata: {} }, 'Please reduce your rate', 'SlowDown')),
    code: 'SlowDown',
    message: /^Please reduce your rate$/,
  },
  'a bucket is away': {
    work: unavailable(
      failing({ $metadata: {}, code: 'ECONNREFUSED' }, 'connect ECONNREFUSED 127.0.0.1:9', 'Error')
    ),
    code: 'ECONNREFUSED',
    message: /^connect ECONNREFUSED 127\.0\.0\.1:9$/,
  },
  'Redis only reads': {
    work: unavailable(failing({}, "READONLY You can't write, args: 'x'", 'ReplyError')),
    code: 'unavailable',
    message: /^Redis refuses: READONLY You can't write$/,
  },
  'there is no room for more': {
    work: refuse(problems.unavailable()),
    code: 'unavailable',
    message: /try again/,
  },
}

test.group('An error in the log', () => {
  test('has its stack: {$self}')
    .with(Object.keys(DEFECTS))
    .run(async ({ assert }, name) => {
      const { stack } = await logged(DEFECTS[name])
      assert.match(stack!, /Error: .*(\n {4}at |$)/)
    })

  test('has one sentence and no stack: {$self}')
    .with(Object.keys(FAULTS))
    .run(async ({ assert }, name) => {
      const { work, code, message } = FAULTS[name]
      const said = await logged(work)
      assert.notProperty(said, 'stack')
      assert.match(
        String(said.code),
        code instanceof RegExp ? code : new RegExp(`^${String(code)}$`)
      )
      assert.match(said.message, message)
    })
})
