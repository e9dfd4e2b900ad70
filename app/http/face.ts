import type { HttpContext } from '@adonisjs/core/http'

export type Face = 'page' | 'api' | 'oauth' | 'file' | 'health'

const JSON_FACES = /^\/(api|file|health|oauth)(\/|$)/

/** The metadata of what speaks OAuth has a place of its own, beside pages (RFC 8414, 3). */
const OAUTH_METADATA = /^\/\.well-known\/oauth-authorization-server\/?$/

/** Paths that can be spelt in no other way. */
const PLAIN = /^(?:\/[a-z\d_-]+)*\/?$/

function decode(text: string) {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** What a path begins with, however it is spelt: `/API`, `//api`, `/%61pi`, `/api;x`, `/x/../api`. */
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
 * Which face a path belongs to: pages for people, or one of those that answer in JSON. Spellings that lead nowhere
 * belong to the face that was meant, so that a client that errs is told so in its own language.
 */
export function faceOf(path: string): Face {
  if (OAUTH_METADATA.test(path)) return 'oauth'
  return (JSON_FACES.exec(spelling(path))?.[1] ?? 'page') as Face
}

/** Whether its bodies are forms: pages, as browsers send them, and OAuth, as its standards want it (RFC 6749, 4). */
export const takesForms = ({ request }: Pick<HttpContext, 'request'>) =>
  ['page', 'oauth'].includes(faceOf(request.url()))

/** Whether people read the answer in a browser. Decided by the path, whatever Accept says. */
export const isPage = ({ request }: Pick<HttpContext, 'request'>) =>
  faceOf(request.url()) === 'page'
