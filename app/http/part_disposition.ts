import { problems } from '#exceptions/problem'

/** What a part of a form says of itself. With a file name it is a file. */
export type Disposition = { name: string; filename?: string }

const TYPE = /^form-data[ \t]*/i
const PARAMETER = /;[ \t]*([\w!#$&+.^`|~-]+\*?)=(?:"((?:[^"\\]|\\.)*)"|([^\s";]+))[ \t]*/y

/** Neither brackets nor dots: nothing is nested. */
const FIELD_NAME = /^\w[\w-]{0,63}$/

/** RFC 8187, 3.2. */
const EXTENDED = /^utf-8'[\w-]*'((?:[\w!#$&+.^`|~-]|%[\da-f]{2})*)$/i

const unreadable = () => problems.badRequest('A part of the form has a header that cannot be read.')

/** Browsers write a quote as %22 (HTML, "multipart/form-data encoding algorithm"), other clients as \". */
const unquoted = (text: string) => text.replace(/\\(["\\])/g, '$1').replaceAll('%22', '"')

function decodeExtended(text: string) {
  try {
    const decoded = decodeURIComponent(EXTENDED.exec(text)![1])
    if (!decoded.includes('\0')) return decoded
  } catch {}
  throw unreadable()
}

function parametersOf(header: string) {
  const type = TYPE.exec(header)
  if (!type) throw unreadable()

  const parameters = new Map<string, string>()
  PARAMETER.lastIndex = type[0].length
  while (PARAMETER.lastIndex < header.length) {
    const [, key, quoted, token] = PARAMETER.exec(header) ?? []
    if (!key || parameters.has(key.toLowerCase())) throw unreadable()
    parameters.set(key.toLowerCase(), token ?? unquoted(quoted))
  }
  return parameters
}

/**
 * Reads the header Content-Disposition of a part (RFC 7578, 4.2).
 * @throws Problem bad_request where it is malformed, or the name is none that a field of ours could have
 */
export function readDisposition(header: string): Disposition {
  const parameters = parametersOf(header)
  const name = parameters.get('name') ?? ''
  if (!FIELD_NAME.test(name) || name in {})
    throw problems.badRequest('The form has a field that is not known here.')

  const extended = parameters.get('filename*')
  const filename = extended === undefined ? parameters.get('filename') : decodeExtended(extended)
  return { name, filename }
}
