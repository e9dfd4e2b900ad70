import db from '@adonisjs/lucid/services/db'
import type { DurationLike } from 'luxon'
import { type Scope, SCOPE_NAMES } from '#access/scopes'
import type { SituationName } from '#access/situations'
import { type App, Browser, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import User from '#models/user'
import { makeLink, revokeLink } from '#sharing/links/links'
import { keepFile } from '#tests/helpers/files/files'
import { ORIGIN } from '#tests/helpers/clients/http'
import { makeScript } from '#tests/helpers/clients/scripts'
import { ageConfirmation, letTimePass } from '#tests/helpers/time'
import { crown } from '#tests/helpers/people/super_user'
import { createUser, type Person, registration, suspend } from '#tests/helpers/people/users'

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

/** What becomes of a credential after it was given out. */
type Fate = (client: (Browser | App) & { person: Person }) => Promise<unknown>

const itStays: Fate = async () => {}
const revoked: Fate = (client) => client.api('DELETE', '/api/v1/sign-ins/current')
const ofSuspended: Fate = ({ person }) => suspend(person)
const ofDeleted: Fate = (client) =>
  client.api('DELETE', '/api/v1/me', { currentPassword: client.person.password })
const olderBy =
  (age: DurationLike): Fate =>
  ({ person }) =>
    letTimePass(person, age)

/** The right to administer is the super user's alone. */
const ORDINARY_SCOPES = SCOPE_NAMES.filter((name) => name !== 'admin')

let template: Promise<User> | undefined

/** Somebody new, with the password of everybody here: hashing it again for each would take most of the time. */
async function newcomer(): Promise<Person> {
  template ??= createUser().then(({ id }) => User.findOrFail(id))
  const { passwordHash, status, isSuperUser } = await template
  const { username, email, password } = registration()
  const { id } = await User.create({ username, email, passwordHash, status, isSuperUser })
  return { id, username, email, password }
}

async function cookie(fate = itStays): Promise<Visitor> {
  const browser = await signInBrowser(await newcomer())
  const csrf = await browser.csrfToken('/account')
  const visitor = { person: browser.person, cookie: browser.jar.toString(), csrf }
  await fate(browser)
  return { ...visitor, site: 'same-origin' }
}

async function token(fate = itStays): Promise<Visitor> {
  const app = await signInApp(await newcomer())
  await fate(app)
  return { person: app.person, token: app.pair.accessToken }
}

/** Some of what they want is done only once they have shown the password again. */
async function unconfirmed(made: Promise<Visitor>): Promise<Visitor> {
  const visitor = await made
  await ageConfirmation(visitor.person!.id, 16)
  return { ...visitor, isUnconfirmed: true }
}

async function personalToken(): Promise<Visitor> {
  const app = await signInApp(await newcomer())
  const script = await makeScript(ORDINARY_SCOPES, app)
  return { person: app.person, token: script.token, isUnconfirmed: true }
}

/** A personal token that nothing was left to: whichever scope a route asks for, this one lacks it. */
async function scopeless(): Promise<Visitor> {
  const app = await signInApp(await newcomer())
  const script = await makeScript(['profile:read'], app)
  await db.from('personal_tokens').where('id', script.id).update({ scopes: '{}' })
  return { person: app.person, token: script.token }
}

/** There is one super user: whoever is asked for becomes it. */
async function superUser(made: Promise<Visitor>): Promise<Visitor> {
  return { ...(await made), isSuper: true }
}

async function superScript(scopes: Scope[]): Promise<Visitor> {
  const app = await signInApp(await newcomer())
  await crown(app.person)
  const script = await makeScript(scopes, app)
  return { person: app.person, token: script.token, isSuper: true }
}

async function openForm(): Promise<Visitor> {
  const browser = new Browser()
  const csrf = await browser.csrfToken('/login')
  return { cookie: browser.jar.toString(), csrf, site: 'same-origin' }
}

let asleep: Promise<Visitor> | undefined

/** The cookie is never used up: nobody may take notice of it. */
async function both(): Promise<Visitor> {
  asleep ??= cookie()
  const { person: bystander, ...inBrowser } = await asleep
  return { ...inBrowser, ...(await token()), bystander }
}

/** To a file of somebody who is nobody else's business. */
async function link(visitor: Visitor): Promise<Visitor> {
  const owner = await User.findOrFail((await newcomer()).id)
  const { url } = await makeLink(await keepFile(owner), owner)
  return { ...visitor, link: url.slice(ORIGIN.length) }
}

/** To a file of their own, if they have an account. */
async function revokedLink(visitor: Visitor): Promise<Visitor> {
  const owner = await User.findOrFail((visitor.person ?? (await newcomer())).id)
  const made = await makeLink(await keepFile(owner), owner)
  await revokeLink(made, owner)
  return { ...visitor, link: made.url.slice(ORIGIN.length) }
}

/** How each situation comes about, by the means of the application itself. */
const MAKERS: Record<SituationName, () => Promise<Visitor>> = {
  'no credential': async () => ({}),
  'the form that was opened': openForm,
  'a cookie': cookie,
  'a cookie without CSRF token': async () => ({ ...(await cookie()), csrf: undefined }),
  'a cookie from another site': async () => ({ ...(await cookie()), site: 'cross-site' }),
  'a cookie that was not confirmed lately': () => unconfirmed(cookie()),
  'an expired cookie': () => cookie(olderBy({ hours: 25 })),
  'a revoked cookie': () => cookie(revoked),
  'the cookie of a deleted account': () => cookie(ofDeleted),
  'the cookie of a suspended account': () => cookie(ofSuspended),
  'a token': token,
  'a token that was not confirmed lately': () => unconfirmed(token()),
  'a personal token': personalToken,
  'a malformed token': async () => ({ token: 'gatehouse_at_malformed' }),
  'an expired token': () => token(olderBy({ minutes: 16 })),
  'a revoked token': () => token(revoked),
  'the token of a deleted account': () => token(ofDeleted),
  'the token of a suspended account': () => token(ofSuspended),
  'a token without the scope': scopeless,
  'the token of one and the cookie of another': both,
  'the cookie of the super user': () => superUser(cookie()),
  'the cookie of the super user without CSRF token': () =>
    superUser(cookie().then((visitor) => ({ ...visitor, csrf: undefined }))),
  'the cookie of the super user, not confirmed lately': () => superUser(unconfirmed(cookie())),
  'the cookie of a suspended super user': () => superUser(cookie(ofSuspended)),
  'a token of the super user': () => superUser(token()),
  'a token of the super user, not confirmed lately': () => superUser(unconfirmed(token())),
  'a personal token of the super user': () => superScript([...SCOPE_NAMES]),
  'a personal token of the super user without the scope': () => superScript(ORDINARY_SCOPES),
  'a signed link': () => link({}),
  'a signed link and an expired cookie': async () => link(await cookie(olderBy({ hours: 25 }))),
  'a signed link and the cookie of a suspended account': async () =>
    link(await cookie(ofSuspended)),
  'a signed link and a malformed token': () => link({ token: 'gatehouse_at_malformed' }),
  'a signed link that was revoked': () => revokedLink({}),
  'a signed link that was revoked, and a cookie': async () => revokedLink(await cookie()),
}

/** Signing in is slow by design, so visitors come back until what they did may have cost them their sign-in. */
export class Visitors {
  #known = new Map<SituationName, Visitor>()

  async get(situation: SituationName) {
    const visitor = this.#known.get(situation) ?? (await MAKERS[situation]())
    this.#known.set(situation, visitor)
    if (visitor.isSuper) await crown(visitor.person!)
    return visitor
  }

  forget(situation: SituationName) {
    this.#known.delete(situation)
  }
}
