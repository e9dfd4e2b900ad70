/** Everything but the characters that RFC 8187 allows as they are (attr-char). */
const NOT_ATTR_CHAR = /[^A-Za-z0-9!#$&+.^_`|~-]/gu

const percentEncoded = (character: string) =>
  Buffer.from(character).toString('hex').toUpperCase().replace(/../g, '%$&')

/** For clients that know only ASCII. Some decode `%41` in it to an "A", and read `\"` as two characters. */
const asciiOf = (name: string) => name.replace(/[^\x20-\x7e]|["%\\]/gu, '_')

/** Whether a browser shows or saves the bytes, and under which name (RFC 6266). */
export function contentDisposition(type: 'inline' | 'attachment', name: string) {
  const ascii = asciiOf(name)
  const named = `${type}; filename="${ascii}"`
  return ascii === name
    ? named
    : `${named}; filename*=UTF-8''${name.replace(NOT_ATTR_CHAR, percentEncoded)}`
}
