import type { HttpRequest } from '@adonisjs/core/http'
import { appUrl } from '#config/service/address'

type Place = {
  /** Null after a cursor, and for lists without page numbers. */
  currentPage?: number | null
  lastPage?: number
  nextCursor?: string | null
}

/** The values of a Link header (RFC 8288): the first, previous, next and last page of a list. */
export function linksOfPages(
  request: HttpRequest,
  { currentPage, lastPage, nextCursor }: Place
): string[] {
  const link = (rel: string, where: { page?: number; after?: string }) => {
    const url = new URL(request.url(true), appUrl)
    url.searchParams.delete('page')
    url.searchParams.delete('after')
    for (const [name, value] of Object.entries(where)) url.searchParams.set(name, String(value))
    return `<${url}>; rel="${rel}"`
  }
  // Beyond the end, the page before is the last one.
  const previous = Math.min((currentPage ?? 1) - 1, lastPage ?? Infinity)
  return [
    link('first', {}),
    ...(previous > 0 ? [link('prev', { page: previous })] : []),
    ...(nextCursor ? [link('next', { after: nextCursor })] : []),
    ...(lastPage ? [link('last', { page: lastPage })] : []),
  ]
}
