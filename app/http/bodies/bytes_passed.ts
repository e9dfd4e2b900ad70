import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Bytes of files that may pass before their buffers are collected. */
const EVERY = 8 * 1024 * 1024

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as NodeJS.GCFunction

let passed = 0

/**
 * Called for each chunk of a file on its way in or out. Buffers are outside of the heap by whose growth V8 decides
 * when to collect: left to itself it lets a hundred megabytes of them pile up, and then looks through the whole heap.
 * While they are young, collecting them takes about a millisecond.
 */
export function noteBytesPassed({ length }: Buffer) {
  passed += length
  if (passed < EVERY) return
  passed = 0
  collect({ type: 'minor' })
}
