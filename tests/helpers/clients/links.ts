import { type Answer, ORIGIN } from '#tests/helpers/clients/http'

const LINK = /<([^>]+)>; rel="([\w-]+)"/g

/** Where an answer leads, by what is there (RFC 8288): the path and query. */
export const linksIn = ({ headers }: Answer): Record<string, string> =>
  Object.fromEntries(
    [...String(headers.link ?? '').matchAll(LINK)].map(([, address, rel]) => [
      rel,
      address.replace(ORIGIN, ''),
    ])
  )
