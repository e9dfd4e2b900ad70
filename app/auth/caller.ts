import type PersonalToken from '#models/personal_token'
import type SignIn from '#models/sign_in'
import type User from '#models/user'

/** Who is calling: by a sign-in, or a script by a personal token. */
export type Caller = {
  readonly user: User
  readonly signIn?: SignIn
  readonly personalToken?: PersonalToken
  /** What the browser's session remembers, and whether the cookie is from before it was renewed; undefined for a token. */
  readonly session?: { idHash: Buffer; data: Record<string, unknown>; isByFormerId: boolean }
  /** Remembers that what the caller came with is in use. */
  touch(): Promise<void>
}

/** Why a credential does not stand for anyone (any more). */
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
      /** Of who is suspended. */
      user?: User
      /** Whether the browser that came with this cookie has been given another. */
      isReplaced?: boolean
      /** When the database said so, by performance.now(). */
      at?: number
    }
