import type PersonalToken from '#models/personal_token'
import type SignIn from '#models/sign_in'
import type User from '#models/user'

/** Who is calling: a person by a sign-in, or a script by a personal token. */
export type Caller = {
  readonly user: User
  readonly signIn?: SignIn
  readonly personalToken?: PersonalToken
  /** The browser's session data, and whether the cookie is from before a renewal. Undefined for a token. */
  readonly session?: { idHash: Buffer; data: Record<string, unknown>; isByFormerId: boolean }
  /** Records that the credential is in use. */
  touch(): Promise<void> | undefined
}

/** Why a credential does not stand for anyone, or no longer does. */
export type Refusal = 'invalid' | 'suspended'

export type Lookup =
  | {
      caller: Caller
      refusal?: undefined
      user?: undefined
      isReplaced?: undefined
      at?: undefined
    }
  | {
      caller?: undefined
      refusal: Refusal
      /** The suspended user. */
      user?: User
      /** Whether this browser has since been given another cookie. */
      isReplaced?: boolean
      /** When the database answered, by performance.now(). */
      at?: number
    }

export const NOBODY: Lookup = { refusal: 'invalid' }
