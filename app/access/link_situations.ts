import { BAD_TOKEN, COOKIE, DEAD_COOKIE, NO_CREDENTIAL, type Situation } from '#access/situation'

const LINK = { needs: 'link', link: 'live' } as const

/** Requests with a signed link, which a route may accept instead of a credential. */
export const LINK_SITUATIONS = {
  'a signed link': { ...NO_CREDENTIAL, ...LINK, column: 'signed link' },
  'a signed link and an expired cookie': {
    ...DEAD_COOKIE,
    ...LINK,
    column: 'signed link and cookie, ended',
  },
  'a signed link and the cookie of a suspended account': {
    ...COOKIE,
    ...LINK,
    caller: 'suspended',
    passesCsrf: false,
    column: 'signed link and cookie, suspended',
  },
  'a signed link and a malformed token': {
    ...BAD_TOKEN,
    ...LINK,
    column: 'signed link and token, not valid',
  },
  'a signed link that was revoked': {
    ...NO_CREDENTIAL,
    needs: 'link',
    link: 'dead',
    column: 'signed link, ended',
  },
  'a signed link that was revoked, and a cookie': {
    ...COOKIE,
    needs: 'link',
    link: 'dead',
    column: 'signed link, ended, and cookie',
  },
} satisfies Record<string, Situation>
