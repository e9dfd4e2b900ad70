type Line = Record<string, unknown>

/** Fields that are obvious, or already part of the line. */
const LEFT_OUT = new Set([
  'level',
  'time',
  'pid',
  'hostname',
  'name',
  'msg',
  'err',
  'event',
  'request_id',
])

/** Enough of a request's id to find its other lines. */
const shortened = (line: Line) =>
  'request_id' in line ? { request: String(line.request_id).slice(0, 8) } : {}

const words = (value: unknown): string => {
  if (value === null || typeof value !== 'object') return String(value)
  const entries = Object.entries(value).filter(([, one]) => one !== 0)
  return entries.map(([name, one]) => `${name} ${words(one)}`).join(', ')
}

const factsOf = (line: Line) =>
  Object.entries({ ...line, ...shortened(line) })
    .filter(([name, value]) => !LEFT_OUT.has(name) && words(value) !== '')
    .map(([name, value]) => `${name}=${words(value)}`)

function stackOf({ err }: Line) {
  const { stack, message } = (err ?? {}) as { stack?: string; message?: string }
  const text = stack ?? message
  return text ? `\n${text.replace(/^/gm, '    ')}` : ''
}

/** The message and its fields, with the stack of an error below. */
const readable = (line: Line) => [line.msg, ...factsOf(line)].join(' ') + stackOf(line)

/** The log in a readable format, in a terminal or not. Its dependency is not installed in production. */
export async function readableLog() {
  const { default: pinoPretty, isColorSupported } = await import('pino-pretty')
  return pinoPretty({
    sync: true,
    colorize: isColorSupported,
    ignore: 'pid,hostname,name',
    hideObject: true,
    translateTime: 'SYS:HH:MM:ss',
    messageFormat: readable,
  })
}
