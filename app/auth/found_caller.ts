import type { Caller } from '#auth/caller'
import type { LazyRow } from '#overrides/extended_query'
import { JoinedColumns } from '#overrides/joined_columns'
import PersonalToken from '#models/personal_token'
import SignIn from '#models/sign_in'
import User, { STATUS_NOW } from '#models/user'

type Session = NonNullable<Caller['session']>

export const USER = new JoinedColumns(User, { status: STATUS_NOW })
export const SIGN_IN = new JoinedColumns(SignIn)
export const PERSONAL_TOKEN = new JoinedColumns(PersonalToken)

/** Builds its models from the row only when they are needed: most requests never look at the sign-in. */
export class FoundCaller implements Caller {
  readonly #row: LazyRow
  #user?: User
  #signIn?: SignIn
  #personalToken?: PersonalToken
  #session?: Session

  constructor(row: LazyRow) {
    this.#row = row
  }

  get user() {
    return (this.#user ??= USER.modelOf(this.#row))
  }

  get signIn() {
    if (!this.#row.get('sign_ins_id')) return undefined
    return (this.#signIn ??= SIGN_IN.modelOf(this.#row))
  }

  get personalToken() {
    if (!this.#row.get('personal_tokens_id')) return undefined
    return (this.#personalToken ??= PERSONAL_TOKEN.modelOf(this.#row))
  }

  get session() {
    const idHash = this.#row.get('id_hash')
    if (!idHash) return undefined
    const isByFormerId = this.#row.get('is_former')
    return (this.#session ??= { idHash, data: this.#row.get('data'), isByFormerId } as Session)
  }

  touch() {
    if (this.#row.get('seen_lately')) return undefined
    return (this.signIn ?? this.personalToken)?.touch()
  }
}
