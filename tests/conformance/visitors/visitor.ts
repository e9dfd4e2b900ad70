import type { Person } from '#tests/helpers/people/users'

/** Somebody at the door: what they carry, and who they are if they are anybody. */
export type Visitor = {
  person?: Person
  /** Whose cookie lies beside a token. */
  bystander?: Person
  /** The header Cookie. */
  cookie?: string
  token?: string
  /** The CSRF token of a page that was opened with that cookie. */
  csrf?: string
  /** The path and query of a signed link, which is where they go. */
  link?: string
  /** Whether they leave out the password, and want what it is asked for. */
  isUnconfirmed?: boolean
  /** Whether they are the super user while it is their turn. */
  isSuper?: boolean
  /** Where the browser says that the request comes from. */
  site?: 'same-origin' | 'cross-site'
}
