import { isUtf8 } from 'node:buffer'

/** Bytes at the start of a file from which its type is detected. */
export const TELLING_BYTES = 16 * 1_024

const UNKNOWN = 'application/octet-stream'

/** Markup that browsers run, by the rules of WHATWG MIME Sniffing, 7.1, and beyond: wherever it begins. */
const SVG = /<svg[\s>/:]|<\w+:svg[\s>]/i
const XML = /^\s*<\?xml[\s?]/i
const HTML_TAG =
  /<(?:!doctype\s+html|html|head|body|script|iframe|h1|div|font|table|a|style|title|b|br|p|!--)[\s>/]/iy

/** The first character that is not whitespace. */
const NOT_BLANK = /\S|$/g

function seek(pattern: RegExp, text: string, from: number) {
  pattern.lastIndex = from
  return pattern.exec(text)
}

/**
 * Whether the text begins with a tag, after any number of blanks and comments. Step by step rather than by one
 * expression: those for "any number of comments" try every way to read the same comments.
 */
function beginsAsHtml(text: string) {
  let at = 0
  for (;;) {
    at = seek(NOT_BLANK, text, at)!.index
    if (seek(HTML_TAG, text, at)) return true
    const end = text.startsWith('<!--', at) ? text.indexOf('-->', at + 2) : -1
    if (end < 0) return false
    at = end + 3
  }
}

/** The last character may have been cut. */
function isText(head: Buffer) {
  const tail = head.length < TELLING_BYTES ? [0] : [0, 1, 2, 3]
  return !head.includes(0) && tail.some((cut) => isUtf8(head.subarray(0, head.length - cut)))
}

function typeOfText(text: string) {
  if (SVG.test(text)) return 'image/svg+xml'
  if (beginsAsHtml(text)) return 'text/html'
  return XML.test(text) ? 'application/xml' : 'text/plain'
}

/**
 * By signature. If the detector cannot make sense of it, there is none. The detector is loaded with the first upload.
 */
async function signatureOf(head: Buffer) {
  const { fileTypeFromBuffer } = await import('file-type')
  const signature = await fileTypeFromBuffer(head).catch(() => undefined)
  return signature?.mime.split(';')[0].toLowerCase()
}

/** The type of a file, detected from its first bytes and never from its name. */
export async function mediaTypeOf(head: Buffer): Promise<string> {
  const mime = await signatureOf(head)
  if (mime && mime !== 'application/xml') return mime
  return isText(head) ? typeOfText(head.toString().replace(/^\ufeff/, '')) : (mime ?? UNKNOWN)
}
