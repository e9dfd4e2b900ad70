/** What a request brings, as far as the checks of a route are concerned. */
export type Situation = {
  credential: 'none' | 'cookie' | 'token'
  /** Who the credential stands for, if anybody. */
  caller: 'somebody' | 'nobody' | 'suspended'
  /** Whether it would pass the CSRF check. */
  passesCsrf: boolean
  /** Whether it comes from another site's page. */
  isForeign?: boolean
  /** Arises only if a route has a form for visitors, requires a scope or a confirmation, or accepts signed links. */
  needs?: 'form' | 'scope' | 'link' | 'confirmation'
  /** Arises only on routes for the super user: the caller is the super user, or was. */
  isSuper?: boolean
  /**
   * Whether a script sends it with a personal token that has every scope: there is no sign-in that could be confirmed.
   */
  isPersonal?: boolean
  /** Whether the link in the address still works, if there is one. */
  link?: 'live' | 'dead'
  /** The column of docs/access-matrix.md. Situations with the same outcome share one. */
  column: string
}

/** The building blocks of situations. */
export const NO_CREDENTIAL = { credential: 'none', caller: 'nobody', passesCsrf: false } as const
export const COOKIE = { credential: 'cookie', caller: 'somebody', passesCsrf: true } as const
export const DEAD_COOKIE = {
  ...COOKIE,
  caller: 'nobody',
  passesCsrf: false,
  column: 'cookie, ended',
} as const
export const TOKEN = { credential: 'token', caller: 'somebody', passesCsrf: true } as const
export const BAD_TOKEN = { ...TOKEN, caller: 'nobody', column: 'token, not valid' } as const
