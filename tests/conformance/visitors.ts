import db from '@adonisjs/lucid/services/db'
import type { DurationLike } from 'luxon'
import { type Scope, SCOPE_NAMES } from '#access/scopes'
import type { SituationName } from '#access/situations'
import { type App, Browser, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import User from '#models/user'
import { makeScript } from '#tests/helpers/clients/scripts'
import { ageConfirmation, letTimePass } from '#tests/helpers/time'
import { crown } from '#tests/helpers/people/super_user'
import { createUser, type Person, registration, suspend } from '#tests/helpers/people/users'
import { byLink } from '#tests/conformance/visitors/by_link'
import type { Visitor } from '#tests/conformance/visitors/visitor'

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
  ...byLink({
    newcomer,
    withCookie: cookie,
    withExpiredCookie: () => cookie(olderBy({ hours: 25 })),
    withCookieOfSuspended: () => cookie(ofSuspended),
  }),
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
