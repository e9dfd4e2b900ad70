import { type Problem, Unreachable } from './problem.js'

export type FollowOptions = {
  /** Ends it, without an error. */
  signal?: AbortSignal
  /**
   * Reads anew what is shown: called at the beginning, and wherever something is not told. What happens meanwhile is
   * told afterwards.
   */
  onReset?: () => unknown
}

type Open = (headers: Record<string, string>, signal: AbortSignal) => Promise<Response>

/** Milliseconds without a word after which a connection is gone. The service says something every 20 seconds. */
const SILENCE = 30_000

/** Milliseconds until another try, unless the service says; and at most, where one after the other fails. */
const RETRY = 2_000
const LONGEST_RETRY = 60_000

type Frame = { event?: string; data?: string; id?: string; retry?: string }

const lost = (cause?: unknown): never => {
  throw new Unreachable('The stream was cut off.', { cause })
}

/** Lines `name: value`. A value may hold what expressions take for the end of a line. */
const frameOf = (text: string): Frame =>
  Object.fromEntries(
    text.split('\n').map((line) => {
      const end = line.indexOf(': ')
      return [line.slice(0, end), line.slice(end + 2)]
    })
  )

/** What one connection says. @throws Unreachable where it is cut off, or silent */
async function* framesOf(open: Open, position: string | undefined, signal?: AbortSignal) {
  const connection = new AbortController()
  const isOver = new Promise<never>((_, reject) => {
    connection.signal.addEventListener('abort', () => reject(connection.signal.reason))
  })
  isOver.catch(() => {})
  const leave = () => connection.abort()
  signal?.addEventListener('abort', leave)
  const inTime = <T>(coming: Promise<T>) => {
    const fallSilent = () => connection.abort(new Unreachable('The stream has fallen silent.'))
    const timer = setTimeout(fallSilent, SILENCE)
    return Promise.race([coming, isOver]).finally(() => clearTimeout(timer))
  }
  try {
    const headers: Record<string, string> = position ? { 'Last-Event-ID': position } : {}
    const answer = await inTime(open(headers, connection.signal))
    // Networks with a sign-in of their own answer in place of the service.
    if (!answer.headers.get('content-type')?.startsWith('text/event-stream')) lost()
    const reader = answer.body!.getReader()
    const decoder = new TextDecoder()
    let rest = ''
    for (;;) {
      const { done, value } = await inTime(reader.read().catch(lost))
      if (done) return
      const frames = (rest + decoder.decode(value, { stream: true })).split('\n\n')
      rest = frames.pop()!
      yield* frames.map(frameOf)
    }
  } finally {
    signal?.removeEventListener('abort', leave)
    leave()
  }
}

/** Milliseconds until another try. @throws what would be the same then */
function pauseAfter(error: unknown, usual: number) {
  const { status = 0, retryAfter = 0 } = error as Problem
  if (!(error instanceof Unreachable) && status !== 429 && status < 500) throw error
  return Math.max(retryAfter * 1_000, Math.min(usual, LONGEST_RETRY) * (1 + Math.random()))
}

function wait(milliseconds: number, signal?: AbortSignal) {
  return new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    signal?.addEventListener('abort', end)
  })
}

/** Each event once, over one connection after the other. @throws what `open` does, but for what passes */
export async function* follow<T extends { id: string }>(
  open: Open,
  { signal, onReset }: FollowOptions
): AsyncGenerator<T, void, undefined> {
  let position: string | undefined
  let retry = RETRY
  let failures = 0
  /** Since that position: the next connection tells them again. */
  const told = new Set<string>()
  while (!signal?.aborted) {
    try {
      for await (const frame of framesOf(open, position, signal)) {
        if (signal?.aborted) return
        failures = 0
        if (frame.retry) retry = Number(frame.retry)
        const { id } = frame
        if (frame.event === 'reset' || (id && position === undefined)) await onReset?.()
        if (id) {
          position = id
          told.clear()
        }
        if (frame.event || !frame.data) continue
        const event = JSON.parse(frame.data) as T
        if (!told.has(event.id)) yield event
        told.add(event.id)
      }
      await wait(retry, signal)
    } catch (error) {
      if (signal?.aborted) return
      await wait(pauseAfter(error, retry * 2 ** failures++), signal)
    }
  }
}
