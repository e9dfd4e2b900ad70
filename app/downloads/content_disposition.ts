/** What RFC 8187 lets stand as it is (attr-char). */
const NOT_ATTR_CHAR = /[^A-Za-z0-9!#$&+.^_`|~-]/gu

const percentEncoded = (character: string) =>
  Buffer.from(character).toString('hex').toUpperCase().replace(/../g, '%$&')

/** For clients that know ASCII only. Some take `%41` in it for an "A" and `\"` for two characters. */
const asciiOf = (name: string) => name.replace(/[^\x20-\x7e]|["%\\]/gu, '_')

/** How a browser is to take the bytes, and the name that it saves them under (RFC 6266). */
export function contentDisposition(type: 'inline' | 'attachment', name: string) {
  const ascii = asciiOf(name)
  const named = `${type}; filename="${ascii}"`
  return ascii === name
    ? named
    : `${named}; filename*=UTF-8''${name.replace(NOT_ATTR_CHAR, percentEncoded)}`
}
