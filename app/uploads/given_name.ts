import { fileName } from '#names/file_name'
import { decodeExtended, decodePercentEncoded, decodeWords } from '#uploads/encoded_text'
import type { Parameterised } from '#uploads/parameters'

type Parameters = Parameterised['parameters']

/** Browsers escape only these (HTML, "multipart/form-data encoding algorithm"). */
const OF_BROWSERS: Record<string, string> = { '%22': '"', '%0D': '\r', '%0A': '\n' }

const asBrowsersWrite = (text: string) =>
  text.replace(/%(?:22|0D|0A)/g, (seen) => OF_BROWSERS[seen])

const decodePlain = (text: string) =>
  decodePercentEncoded(text) ?? asBrowsersWrite(decodeWords(text))

/** A name in pieces: `filename*0*`, `filename*1` and so on (RFC 2231, 3). */
function joinPieces(parameters: Parameters, name: string) {
  const pieces: string[] = []
  for (;;) {
    const key = `${name}*${pieces.length}`
    const encoded = parameters.get(`${key}*`)
    const piece = encoded ?? parameters.get(key)?.replaceAll('%', '%25')
    if (piece === undefined) break
    pieces.push(piece)
  }
  if (!pieces.length) return null
  return decodeExtended(parameters.has(`${name}*0*`) ? pieces.join('') : `''${pieces.join('')}`)
}

/** The values of the parameter in each possible notation, best first. */
function* readings(parameters: Parameters, name: string) {
  const extended = parameters.get(`${name}*`)
  if (extended !== undefined) yield decodeExtended(extended)
  yield joinPieces(parameters, name)
  const plain = parameters.get(name)
  if (plain !== undefined) yield decodePlain(plain)
}

/** The best readable name in the headers of a part, or null if there is none. */
export function givenName(disposition: Parameters, contentType: Parameters) {
  for (const reading of [...readings(disposition, 'filename'), ...readings(contentType, 'name')]) {
    const name = reading === null ? null : fileName(reading)
    if (name) return name
  }
  return null
}

/** Whether there is a name at all, readable or not. */
export const saysName = (disposition: Parameters) =>
  [...disposition].some(([key, text]) => /^filename(?:\*|$)/.test(key) && text !== '')
