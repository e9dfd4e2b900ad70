/** What a request brings with it, as far as a route's gate is concerned. */
export type Situation = {
  credential: 'none' | 'cookie' | 'token'
  /** Who the credential stands for, if it stands for anybody (any more). */
  caller: 'somebody' | 'nobody' | 'suspended'
  /** Whether it would stand the check for CSRF. */
  passesCsrf: boolean
  /** Whether another site's page sends it. */
  isForeign?: boolean
  /** It arises only where a route has a form for visitors, asks for a scope or a confirmation, or takes signed links. */
  needs?: 'form' | 'scope' | 'link' | 'confirmation'
  /** It arises only where a route is the super user's alone: this is the super user, or was. */
  isSuper?: boolean
  /** Whether a script sends it, by a token with every scope: there is no sign-in behind it that could be confirmed. */
  isPersonal?: boolean
  /** Whether a link in the address opens something, where there is one. */
  link?: 'live' | 'dead'
  /** The column of docs/access-matrix.md. Those that are received alike share one. */
  column: string
}

/** What situations are made of. */
export const NOBODY = { credential: 'none', caller: 'nobody', passesCsrf: false } as const
export const COOKIE = { credential: 'cookie', caller: 'somebody', passesCsrf: true } as const
export const DEAD_COOKIE = {
  ...COOKIE,
  caller: 'nobody',
  passesCsrf: false,
  column: 'cookie, ended',
} as const
export const TOKEN = { credential: 'token', caller: 'somebody', passesCsrf: true } as const
export const BAD_TOKEN = { ...TOKEN, caller: 'nobody', column: 'token, not valid' } as const
