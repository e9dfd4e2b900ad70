import { listPersonalTokens } from '#accounts/personal_tokens'
import { eachEvent } from '#exports/events'
import type User from '#models/user'
import { ownLinks, ownShares } from '#sharing/own_list'
import { listSignIns } from '#sign_ins/list'
import FileLinkTransformer from '#transformers/file_link_transformer'
import FileShareTransformer from '#transformers/file_share_transformer'
import PersonalTokenTransformer from '#transformers/personal_token_transformer'
import SignInTransformer from '#transformers/sign_in_transformer'
import UserTransformer from '#transformers/user_transformer'

/** Rows in one query. */
const PAGE = 200

type Page<T> = { all(): T[]; hasMorePages: boolean }

async function* each<T>(
  list: (page: number, perPage: number) => Promise<Page<T>>,
  toObject: (row: T) => object
) {
  for (let page = 1, isMore = true; isMore; page++) {
    const rows = await list(page, PAGE)
    yield* rows.all().map(toObject)
    isMore = rows.hasMorePages
  }
}

type Body<Of extends { prototype: { toObject(): object } }> = ReturnType<
  Of['prototype']['toObject']
>

/** From which of them the archive is asked for does not matter. */
const signInOf = ({ current: _, ...signIn }: Body<typeof SignInTransformer>) => signIn

/** Its address would open the file to whoever reads the archive. */
const linkOf = ({ url: _, ...link }: Body<typeof FileLinkTransformer>) => link

/** What is known of somebody, as the API has it, list by list. */
export const RECORDS: Record<string, (owner: User) => AsyncIterable<object>> = {
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
  'shares': (owner) =>
    each(
      (page, perPage) => ownShares(owner, {}).paginate(page, perPage),
      (share) => new FileShareTransformer(share).toObject()
    ),
  'links': (owner) =>
    each(
      (page, perPage) => ownLinks(owner, {}).paginate(page, perPage),
      (link) => ({
        ...linkOf(new FileLinkTransformer(link).toObject()),
        file: { id: link.fileId, name: link.file.name },
      })
    ),
  'events': eachEvent,
}

export const profileOf = (owner: User) => ({
  ...new UserTransformer(owner).toObject(),
  registeredWith: owner.registeredWith,
  registeredFrom: owner.registeredFrom,
})
