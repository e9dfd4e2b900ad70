import type { HttpContext } from '@adonisjs/core/http'

export type Face = 'page' | 'api' | 'file' | 'health'

const JSON_FACES = /^\/(api|file|health)(\/|$)/

/** Which face a path belongs to: pages for people, or one of those that answer in JSON. */
export const faceOf = (path: string) => (JSON_FACES.exec(path)?.[1] ?? 'page') as Face

/** Whether people read the answer in a browser. Decided by the path, whatever Accept says. */
export const isPage = ({ request }: Pick<HttpContext, 'request'>) => !JSON_FACES.test(request.url())
