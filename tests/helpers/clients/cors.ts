import { type Answer, send } from '#tests/helpers/clients/http'

export const ELSEWHERE = 'https://elsewhere.example'

/** Named in CORS_COOKIE_ORIGINS: see tests/environment.ts. */
export const FRIEND = 'https://friend.example'

export const preflight = (origin: string, headers: string, method = 'PATCH', path = '/api/v1/me') =>
  send('OPTIONS', path, {
    headers: {
      'Origin': origin,
      'Access-Control-Request-Method': method,
      ...(headers && { 'Access-Control-Request-Headers': headers }),
    },
  })

/** Which origins an answer lets read it, and whether with cookies. */
export const ruleOf = ({ headers }: Answer) => ({
  origin: headers['access-control-allow-origin'],
  credentials: headers['access-control-allow-credentials'],
})

export const FOR_ALL = { origin: '*', credentials: undefined }
export const NOTHING = { origin: undefined, credentials: undefined }
export const withCookies = (origin: string) => ({ origin, credentials: 'true' })
