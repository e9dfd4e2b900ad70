import type { HttpContext, HttpRequest } from '@adonisjs/core/http'

export type Face = 'page' | 'api' | 'oauth' | 'file' | 'health'

const FACE = Symbol('face')

declare module '@adonisjs/core/http' {
  export interface HttpRequest {
    [FACE]?: Face
  }
}

const JSON_FACES = /^\/(api|file|health|oauth)(\/|$)/

/** OAuth's metadata has a path of its own, outside /api and /oauth (RFC 8414, 3). */
const OAUTH_METADATA = /^\/\.well-known\/oauth-authorization-server\/?$/

/** Paths that have only one spelling. */
const PLAIN = /^(?:\/[a-z\d_-]+)*\/?$/

function decode(text: string) {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The first segment of a path, however it is spelled: `/API`, `//api`, `/%61pi`, `/api;x`, `/x/../api`. */
function firstPart(path: string) {
  const pathname = URL.parse(`http://gatehouse.invalid${path}`)?.pathname ?? path
  const parts = pathname.split('/').flatMap((part) =>
    decode(part)
      .toLowerCase()
      .split(/[/\\;?]/)
  )
  return parts.find(Boolean) ?? ''
}

const spelling = (path: string) => (PLAIN.test(path) ? path : `/${firstPart(path)}`)

/**
 * Which face a path belongs to: pages for people, or one of those that answer in JSON. Misspelled paths belong to the
 * face that was meant, so that the client gets its error in the format it expects.
 */
export function faceOf(path: string): Face {
  if (OAUTH_METADATA.test(path)) return 'oauth'
  return (JSON_FACES.exec(spelling(path))?.[1] ?? 'page') as Face
}

/** Which face a request belongs to. It is asked a dozen times for each request, and found out once. */
export const faceOfRequest = (request: HttpRequest) => (request[FACE] ??= faceOf(request.url()))

/**
 * Whether request bodies are forms: for pages, as browsers send them, and for OAuth, as its standards require (RFC
 * 6749, 4).
 */
export const takesForms = ({ request }: Pick<HttpContext, 'request'>) =>
  ['page', 'oauth'].includes(faceOfRequest(request))

/** Whether the answer is read by people in a browser. The path decides, whatever Accept says. */
export const isPage = ({ request }: Pick<HttpContext, 'request'>) =>
  faceOfRequest(request) === 'page'
