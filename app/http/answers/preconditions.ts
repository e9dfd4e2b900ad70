import type { IncomingHttpHeaders } from 'node:http'

/** What the preconditions of a request are compared with. */
export type Version = {
  /** A strong entity tag, quoted. */
  etag: string
  /** To the second, as in the header, if known. */
  lastModified?: string
}

const ENTITY_TAGS = /(?:W\/)?"[^"]*"|\*/g

const withoutWeakness = (tag: string) => tag.replace(/^W\//, '')

/** Milliseconds, or NaN for an invalid date: such a precondition is ignored. */
const timeOf = (date: string | undefined) => (date ? Date.parse(date) : Number.NaN)

function lists(header: string, etag: string, normalise = (tag: string) => tag) {
  const tags = header.match(ENTITY_TAGS) ?? []
  return tags.some((tag) => tag === '*' || normalise(tag) === etag)
}

function isStale(headers: IncomingHttpHeaders, { etag, lastModified }: Version) {
  const match = headers['if-match']
  if (match !== undefined) return !lists(match, etag)
  return timeOf(lastModified) > timeOf(headers['if-unmodified-since'])
}

function isKnown(headers: IncomingHttpHeaders, { etag, lastModified }: Version) {
  const noneMatch = headers['if-none-match']
  if (noneMatch !== undefined) return lists(noneMatch, etag, withoutWeakness)
  return timeOf(lastModified) <= timeOf(headers['if-modified-since'])
}

/**
 * For GET and HEAD, in the order of RFC 9110, 13.2.2: whether the client expects another version (412), has this one
 * already (304), or gets the answer.
 */
export function judge(headers: IncomingHttpHeaders, version: Version) {
  if (isStale(headers, version)) return 'failed'
  return isKnown(headers, version) ? 'known' : 'served'
}

/** Whether a Range header counts: not if it would continue another version (If-Range; RFC 9110, 13.1.5). */
export function mayResume(headers: IncomingHttpHeaders, { etag, lastModified }: Version) {
  const ifRange = headers['if-range']
  return ifRange === undefined || ifRange === etag || ifRange === lastModified
}
