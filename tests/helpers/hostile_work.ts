import { statusOf } from '#tests/helpers/clients/raw'
import { leastWorkOf } from '#tests/helpers/servers/processor_time'

/** Milliseconds of the processor for one request, of the client of the tests included. */
const LIMIT = 50

/** Bytes that are left for one header, or the address, of what node takes. */
export const HEADER_ROOM = 15_500

export const fill = (pattern: string, length: number) =>
  pattern.repeat(Math.ceil(length / pattern.length)).slice(0, length)

/** Texts that expressions, splitters and decoders stumble over. */
export const SHAPES = [
  ' ',
  '\t ',
  'a',
  '"',
  '\\"',
  '\\',
  'a=b;',
  'a="b";',
  'a="x"y;',
  ';',
  '=',
  ',',
  'W/"a", ',
  '"a',
  '%',
  '%41',
  '%zz',
  '%C3%BC',
  '(',
  '[',
  '<!--a-->',
  '=?utf-8?q?=41?= ',
  '=?',
  "utf-8''",
  'filename*0*=a;',
  '0-1,',
  '-1,',
  '1.',
  '..',
  '/',
  '/../',
  'a@',
  '@',
  'a.',
  'xn--',
  'bytes=0-',
  'Mozilla/5.0 (',
  'gatehouse_session=',
  'gatehouse_at_',
]

/** Not of ASCII: for bodies, where UTF-8 is read. */
export const WIDE_SHAPES = [
  ...SHAPES,
  '\u0316\u0301',
  '\ufdfa',
  '\u202e',
  '🎈',
  '\u00fc',
  '\u1100\u1161',
  '。',
]

export type Work = [what: string, ask: () => Promise<string>]

/** @returns what takes too long, with its milliseconds */
export async function slowOf(works: Work[]) {
  const slow: string[] = []
  for (const [what, ask] of works) {
    const work = await leastWorkOf(async () => {
      const status = statusOf(await ask())
      if (status === null || status >= 500) throw new Error(`${what}: ${status}`)
    }, LIMIT)
    if (work > LIMIT) slow.push(`${what}: ${Math.round(work)} ms`)
  }
  return slow
}
