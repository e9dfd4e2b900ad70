import type { LINK_SITUATIONS } from '#access/link_situations'
import User from '#models/user'
import { makeLink, revokeLink } from '#sharing/links/links'
import { startByCommand } from '#sign_ins/start'
import type { Visitor } from '#tests/conformance/visitors/visitor'
import { ORIGIN } from '#tests/helpers/clients/http'
import { keepFile } from '#tests/helpers/files/files'
import type { Person } from '#tests/helpers/people/users'

/** Who comes, beside the link. */
type Makers = {
  newcomer: () => Promise<Person>
  withCookie: () => Promise<Visitor>
  withExpiredCookie: () => Promise<Visitor>
  withCookieOfSuspended: () => Promise<Visitor>
}

const accessOf = async (owner: User) => (await startByCommand(owner, 'Phone')).signIn

/** How the situations come about in which somebody follows a signed link. */
export function byLink(made: Makers): Record<keyof typeof LINK_SITUATIONS, () => Promise<Visitor>> {
  /** To a file of somebody who is nobody else's business. */
  async function link(visitor: Visitor): Promise<Visitor> {
    const owner = await User.findOrFail((await made.newcomer()).id)
    const { url } = await makeLink(await keepFile(owner), await accessOf(owner))
    return { ...visitor, link: url.slice(ORIGIN.length) }
  }

  /** To a file of their own, if they have an account. */
  async function revokedLink(visitor: Visitor): Promise<Visitor> {
    const owner = await User.findOrFail((visitor.person ?? (await made.newcomer())).id)
    const gone = await makeLink(await keepFile(owner), await accessOf(owner))
    await revokeLink(gone, owner)
    return { ...visitor, link: gone.url.slice(ORIGIN.length) }
  }

  return {
    'a signed link': () => link({}),
    'a signed link and an expired cookie': async () => link(await made.withExpiredCookie()),
    'a signed link and the cookie of a suspended account': async () =>
      link(await made.withCookieOfSuspended()),
    'a signed link and a malformed token': () => link({ token: 'gatehouse_at_malformed' }),
    'a signed link that was revoked': () => revokedLink({}),
    'a signed link that was revoked, and a cookie': async () =>
      revokedLink(await made.withCookie()),
  }
}
