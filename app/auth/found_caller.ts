import type { Caller } from '#auth/caller'
import { JoinedColumns } from '#auth/joined_columns'
import { signInLimits } from '#config/sign_ins'
import PersonalToken from '#models/personal_token'
import SignIn from '#models/sign_in'
import User from '#models/user'

export const USER = new JoinedColumns(User)
export const SIGN_IN = new JoinedColumns(SignIn)
export const PERSONAL_TOKEN = new JoinedColumns(PersonalToken)

/** What the lookup finds: everything in one row. */
export type CallerRow = Record<string, unknown> & {
  place: number
  live: boolean
  users_status: User['status']
  sign_ins_id?: string
  sign_ins_last_seen_at?: Date
  personal_tokens_id?: string
  personal_tokens_last_used_at?: Date | null
  id_hash?: Buffer
  data?: Record<string, unknown>
}

/** Makes its models from the row when somebody asks for them: most requests never look at the sign-in. */
export class FoundCaller implements Caller {
  readonly #row: CallerRow
  #user?: User
  #signIn?: SignIn
  #personalToken?: PersonalToken

  constructor(row: CallerRow) {
    this.#row = row
  }

  get user() {
    return (this.#user ??= USER.modelOf(this.#row))
  }

  get signIn() {
    if (!this.#row.sign_ins_id) return undefined
    return (this.#signIn ??= SIGN_IN.modelOf(this.#row))
  }

  get personalToken() {
    if (!this.#row.personal_tokens_id) return undefined
    return (this.#personalToken ??= PERSONAL_TOKEN.modelOf(this.#row))
  }

  get session() {
    const { id_hash: idHash, data } = this.#row
    return idHash && data && { idHash, data }
  }

  async touch() {
    const seen = this.#row.sign_ins_last_seen_at ?? this.#row.personal_tokens_last_used_at
    if (seen && Date.now() - seen.getTime() < signInLimits.lastSeenPrecision * 1_000) return
    await (this.signIn ?? this.personalToken)?.touch()
  }
}
