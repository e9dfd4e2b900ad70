const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** `UTF-8''na%C3%AFve` (RFC 8187): from clients that can send nothing but ASCII in a header, or a blank at its ends. */
const EXTENDED = /^utf-8'[^']*'(.*)$/i

/** Text in a header beyond ASCII: node takes each byte for a character, and most clients send UTF-8, some Latin-1. */
export function headerText(value: string) {
  const [, encoded] = EXTENDED.exec(value) ?? []
  try {
    return encoded === undefined
      ? UTF_8.decode(Buffer.from(value, 'latin1'))
      : decodeURIComponent(encoded)
  } catch {
    return value
  }
}
