const ESCAPE = /%([\da-f]{2})/gi

/** `=?utf-8?B?…?=` (RFC 2047). */
const WORD = /=\?([\w.:-]+)(?:\*[\w-]*)?\?([bq])\?([^?]*)\?=/gi
const BETWEEN_WORDS = /\?=\s+=\?/g

/** Characters that encodeURI and encodeURIComponent leave, and their escapes for all others. */
const URI = /^(?:[\w!#$&'()*+,./:;=?@~-]|%[\da-f]{2})+$/i

/** @returns null if the bytes are not valid in that charset, or the charset is unknown */
function decode(bytes: Buffer, charset: string) {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** The bytes of `%e2%82%ac`; anything not escaped stands for itself. Null if a `%` begins no escape. */
function unescapeBytes(text: string) {
  if (text.replace(ESCAPE, '').includes('%')) return null
  const utf8 = Buffer.from(text).toString('latin1')
  const bytes = utf8.replace(ESCAPE, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1')
}

const withoutQuotes = (text: string) => /^"([^"]*)"$/.exec(text)?.[1] ?? text

/**
 * The value of a parameter such as `filename*` (RFC 8187): `utf-8''na%C3%AFve`. Some clients do not escape blanks and
 * brackets, or omit the charset.
 * @returns null if it cannot be read
 */
export function decodeExtended(text: string) {
  const [, charset = '', value = text] = /^([^']*)'[^']*'(.*)$/s.exec(text) ?? []
  const bytes = unescapeBytes(withoutQuotes(value))
  return bytes && decode(bytes, charset.trim() || 'utf-8')
}

const bytesOfWord = (encoding: string, text: string) =>
  encoding.toLowerCase() === 'b'
    ? Buffer.from(text, 'base64')
    : Buffer.from(
        text
          .replaceAll('_', ' ')
          .replace(/=([\da-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1'
      )

/** Decodes the encoded words of mail clients, where possible. */
export const decodeWords = (text: string) =>
  text
    .replace(BETWEEN_WORDS, '?==?')
    .replace(
      WORD,
      (word, charset, encoding, encoded) => decode(bytesOfWord(encoding, encoded), charset) ?? word
    )

/** Decodes a text that is percent-encoded as a whole; null for any other: "50%25 off" is a name as it is. */
export function decodePercentEncoded(text: string) {
  if (!text.includes('%') || !URI.test(text)) return null
  const decoded = decode(unescapeBytes(text)!, 'utf-8')
  return decoded?.includes('\0') ? null : decoded
}
