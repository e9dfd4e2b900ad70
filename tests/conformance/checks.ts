import type { Assert } from '@japa/assert'
import type { Reception } from '#access/matrix'
import { opensSession, takesLink } from '#access/route_access'
import type { AuditedRoute } from '#access/audited_route'
import { SITUATIONS, type SituationName } from '#access/situations'
import { pictures } from '#config/service/pictures'
import { SECURITY_HEADERS, UPLOADED_CONTENT_POLICY } from '#config/service/security_headers'
import { pathOf, sampleOf } from '#tests/conformance/requests'
import type { PeopleTraces, Traces } from '#tests/conformance/traces'
import type { Visitor } from '#tests/conformance/visitors/visitor'
import { SESSION_COOKIE } from '#tests/helpers/clients/sign_in'
import { CookieJar, isRemoval } from '#tests/helpers/clients/cookies'
import { type Answer, get, ORIGIN } from '#tests/helpers/clients/http'

/** What one request to one route was met with. */
export type Trial = {
  route: AuditedRoute
  situation: SituationName
  reception: Reception
  visitor: Visitor
  requestId: string
  answer: Answer
  before: Traces
  after: Traces
  /** Of a method that reads and is served: what all tables held. */
  contents?: { before: Record<string, string>; after: Record<string, string> }
  /** Where two are involved: what each of them left. */
  people?: { before: PeopleTraces; after: PeopleTraces }
}

/** What a controller may answer to a request that holds nothing it could use. */
const NEITHER_REFUSAL_NOR_FAULT = [200, 201, 202, 204, 206, 303, 304, 400, 404, 409, 410, 422]

/** How errors are written there. */
const JSON_OF = {
  api: /^application\/problem\+json/,
  file: /^application\/problem\+json/,
  health: /^application\/problem\+json/,
  oauth: /^application\/json/,
}

const PASSWORD_MESSAGE = 'Enter your current password.'
const CSRF_MESSAGE = 'This form has expired or came from another site.'

/** The page that an answer leads to in the end, as the same browser sees it. */
async function nextPage({ route, visitor, answer }: Trial) {
  const jar = new CookieJar()
  for (const pair of visitor.cookie?.split('; ') ?? []) {
    const [name, value] = pair.split(/=(.*)/s)
    jar.set(name, value)
  }
  let page = answer
  let url = new URL(pathOf(route), ORIGIN)
  for (let steps = 0; page.headers.location && steps < 3; steps++) {
    jar.take(page.cookies)
    url = new URL(page.headers.location, url)
    page = await get(url.pathname + url.search, { Cookie: jar.toString() })
  }
  return page.text
}

async function checkServed(assert: Assert, trial: Trial) {
  const { route, answer } = trial
  const sample = sampleOf(route)
  const expected = sample ? [sample.status] : NEITHER_REFUSAL_NOR_FAULT
  assert.include(expected, answer.status, answer.text)
  if (route.face === 'page' && answer.status === 303)
    assert.notInclude(await nextPage(trial), CSRF_MESSAGE)
}

async function checkFormReturned(assert: Assert, trial: Trial) {
  const isUnconfirmed = SITUATIONS[trial.situation].needs === 'confirmation'
  assert.equal(trial.answer.status, 303)
  assert.include(await nextPage(trial), isUnconfirmed ? PASSWORD_MESSAGE : CSRF_MESSAGE)
}

function checkChallenge(assert: Assert, { answer }: Trial, code: string) {
  const challenge = answer.headers['www-authenticate'] ?? ''
  assert.match(challenge, /^Bearer realm="[^"]+"/)
  if (code !== 'unauthenticated') assert.include(challenge, `error="${code}"`)
}

function checkRefused(assert: Assert, trial: Trial, status: number, code: string) {
  const { route, answer, requestId } = trial
  assert.equal(answer.status, status, answer.text)
  if (route.face === 'page') return assert.match(answer.headers['content-type']!, /^text\/html/)

  if (route.face === 'oauth') {
    assert.equal(answer.json().error, code)
  } else {
    assert.match(answer.headers['content-type']!, /^application\/problem\+json/)
    assert.containSubset(answer.problem, { status, code, requestId })
  }
  if (status === 401 || code === 'insufficient_scope') checkChallenge(assert, trial, code)
}

export async function checkReception(assert: Assert, trial: Trial) {
  const { reception, answer } = trial
  if (reception.kind === 'served') return checkServed(assert, trial)
  if (reception.kind === 'form returned') return checkFormReturned(assert, trial)
  if (reception.kind === 'refused')
    return checkRefused(assert, trial, reception.status, reception.code)

  assert.equal(answer.status, reception.kind === 'led' && reception.to === '/confirm' ? 303 : 302)
  if (reception.kind === 'led') assert.equal(answer.headers.location!.split('?')[0], reception.to)
  assert.notProperty(answer.headers, 'www-authenticate')
}

const hasSecretAddress = ({ access, face, path }: AuditedRoute) =>
  takesLink(access) || (face === 'page' && path.includes(':token'))

/** The address of a page behind a link in a mail is a secret, and so is a signed link. */
const secretAddressHeaders = (route: AuditedRoute) =>
  hasSecretAddress(route) && {
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  }

/** What somebody uploaded is nothing of ours. */
const uploadedHeaders = ({ face }: AuditedRoute, { status }: Answer) =>
  face === 'file' && status < 400 && { 'Content-Security-Policy': UPLOADED_CONTENT_POLICY }

/** A list of people shows it again and again. */
const isShownPicture = ({ path }: AuditedRoute, { status }: Answer) =>
  path === '/file/pictures/:id' && status < 400

export function checkHeaders(assert: Assert, { route, situation, answer, requestId }: Trial) {
  assert.equal(answer.headers['x-request-id'], requestId)
  for (const [name, value] of Object.entries({
    ...SECURITY_HEADERS,
    ...secretAddressHeaders(route),
    ...uploadedHeaders(route, answer),
  }))
    assert.equal(answer.headers[name.toLowerCase()], value, name)

  const { credential } = SITUATIONS[situation]
  if (isShownPicture(route, answer))
    assert.equal(answer.headers['cache-control'], `private, max-age=${pictures.shown}`)
  else if (credential !== 'none') assert.include(answer.headers['cache-control'], 'no-store')
  if (answer.status >= 400 && route.face !== 'page')
    assert.match(answer.headers['content-type']!, JSON_OF[route.face])
}

/** A token is given no cookie; a visitor only what a form needs; a dead session cookie is taken away. */
export function checkCookies(assert: Assert, { route, situation, answer }: Trial) {
  const { credential, caller } = SITUATIONS[situation]
  const names = answer.cookies.map(({ name }) => name)
  const session = answer.cookie(SESSION_COOKIE)

  if (credential === 'token') assert.deepEqual(names, [])
  if (credential === 'none' && !opensSession(route.access)) assert.deepEqual(names, [])
  if (credential === 'cookie' && caller === 'nobody')
    assert.isTrue(session && isRemoval(session), 'the dead cookie is cleared')
  if (caller === 'suspended') assert.isUndefined(session)
}

/** Only a live cookie has a session to write to, and a request that was not served changes nothing. */
export function checkTraces(assert: Assert, { situation, reception, before, after }: Trial) {
  const { credential, caller } = SITUATIONS[situation]
  const { sessions: sessionsBefore, ...restBefore } = before
  const { sessions: sessionsAfter, ...restAfter } = after

  if (reception.kind !== 'served') assert.deepEqual(restAfter, restBefore)
  if (credential !== 'cookie' || caller !== 'somebody') assert.equal(sessionsAfter, sessionsBefore)
}

/** Where a cookie lies beside the token, it is the token's owner who was here, and the cookie's sign-in knows nothing. */
export function checkBystander(assert: Assert, { route, reception, answer, people }: Trial) {
  if (!people) return
  assert.deepEqual(people.after.bystander, people.before.bystander)
  if (reception.kind === 'served' && route.access.who === 'signed-in' && answer.status < 400)
    assert.notDeepEqual(people.after.person, people.before.person)
}

/** Reading changes nothing, whoever reads (RFC 9110, 9.2.1). */
export function checkUnchanged(assert: Assert, { contents }: Trial) {
  if (contents) assert.deepEqual(contents.after, contents.before)
}
