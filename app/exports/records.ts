import { listPersonalTokens } from '#accounts/personal_tokens'
import { type Body, each, type Records } from '#exports/each'
import { eachEvent } from '#exports/events'
import type User from '#models/user'
import { SHARING_RECORDS } from '#sharing/records'
import { listSignIns } from '#sign_ins/list'
import PersonalTokenTransformer from '#transformers/personal_token_transformer'
import SignInTransformer from '#transformers/sign_in_transformer'
import UserTransformer from '#transformers/user_transformer'

/** It does not matter which sign-in asked for the archive. */
const signInOf = ({ current: _, ...signIn }: Body<typeof SignInTransformer>) => signIn

/** What is known about somebody, in the API's format, list by list. */
export const RECORDS: Records = {
  'sign-ins': (owner) =>
    each(
      (page, perPage) => listSignIns(owner).paginate(page, perPage),
      (signIn) => signInOf(new SignInTransformer(signIn, undefined).toObject())
    ),
  'personal-tokens': (owner) =>
    each(
      (page, perPage) => listPersonalTokens(owner).paginate(page, perPage),
      (token) => new PersonalTokenTransformer(token).toObject()
    ),
  ...SHARING_RECORDS,
  'events': eachEvent,
}

export const profileOf = (owner: User) => ({
  ...new UserTransformer(owner).toObject(),
  registeredWith: owner.registeredWith,
  registeredFrom: owner.registeredFrom,
})
