import { rules } from '#start/env/rules'

/**
 * Documents, images, audio, video, archives, text, and files of unknown type. Executables with a signature are not
 * included; a script has none, and counts as text.
 */
const USUAL = [
  ...['image/*', 'audio/*', 'video/*', 'text/*', 'font/*', 'model/*'],
  ...['application/pdf', 'application/rtf', 'application/xml', 'application/epub+zip'],
  'application/vnd.openxmlformats-officedocument.*',
  'application/vnd.oasis.opendocument.*',
  'application/vnd.apple.*',
  'application/x-cfb',
  ...['application/zip', 'application/gzip', 'application/zstd', 'application/x-tar'],
  ...['application/x-7z-compressed', 'application/x-bzip2', 'application/x-xz'],
  'application/x-rar-compressed',
  ...['application/ogg', 'application/x-sqlite3', 'application/pgp-encrypted'],
  'application/octet-stream',
]

/** A media type (RFC 6838, 4.2), or a prefix and a star. */
const PATTERN = /^(?:\*\/\*|[a-z\d][\w.+-]*\/(?:\*|[a-z\d][\w.+-]*\*?))$/

export const fileRules = {
  mediaTypes: (name: string, value?: string) => {
    const patterns = (value ?? '')
      .toLowerCase()
      .split(',')
      .map((part) => part.trim())
    const wanted = patterns.filter(Boolean)
    if (!wanted.every((pattern) => PATTERN.test(pattern)))
      return rules.refuse(name, 'must be media types such as "image/*, application/pdf".')
    return wanted.length ? wanted : USUAL
  },
}
