import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Bytes of files that may pass before their buffers are collected. */
const EVERY = 8 * 1024 * 1024

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as NodeJS.GCFunction

let passed = 0

/**
 * Called for each chunk of a file on its way in or out. Buffers live outside the heap whose growth tells V8 when to
 * collect garbage: left to itself it lets a hundred megabytes of them pile up, and then scans the whole heap.
 * Collecting them while they are young takes about a millisecond.
 */
export function noteBytesPassed({ length }: Buffer) {
  passed += length
  if (passed < EVERY) return
  passed = 0
  collect({ type: 'minor' })
}
