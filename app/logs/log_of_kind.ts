/** Milliseconds between two lines of one kind. */
const PAUSE = 1_000

/** @param suppressed how many similar lines were left out since the last one; undefined if none */
type Write = (suppressed: number | undefined) => void

type Kind = { suppressed: number; write: Write }

const kinds = new Map<string, Kind>()

function endPause(name: string, kind: Kind) {
  if (!kind.suppressed) return kinds.delete(name)
  kind.write(kind.suppressed)
  kind.suppressed = 0
  pause(name, kind)
}

function pause(name: string, kind: Kind) {
  setTimeout(() => endPause(name, kind), PAUSE).unref()
}

/**
 * Writes at most one line a second of each kind: a database that is away fails every request, and a stack trace for
 * each would fill the disk. The last line left out is written when the second is over, with how many there were.
 */
export function logOfKind(name: string, write: Write) {
  const kind = kinds.get(name)
  if (kind) {
    kind.suppressed += 1
    kind.write = write
    return
  }
  write(undefined)
  const first = { suppressed: 0, write }
  kinds.set(name, first)
  pause(name, first)
}
