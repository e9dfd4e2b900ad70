import router from '@adonisjs/core/services/router'
import type { HttpContext } from '@adonisjs/core/http'
import { confirmationOf } from '#access/route_access'
import { comesFromOurPages } from '#http/request_origin'
import { showCaller } from '#auth/shown_caller'
import { holdForm } from '#auth/held_form'
import { keepLeftForm } from '#auth/left_form'
import { errorPage, HTML } from '#http/answers/error_page'
import { flashProblem } from '#exceptions/flashed_problem'
import type { Problem } from '#exceptions/problem'
import { harmlessInput, isAllOf } from '#http/bodies/form_input'
import { tellLanguage } from '#languages/request_language'
import { safePath } from '#http/redirects/safe_path'

/** Problems that are solved by filling in the form again, so people are sent back to it. */
const MENDED_IN_THE_FORM = new Set([
  'invalid_credentials',
  'csrf_failed',
  'validation_failed',
  'conflict',
  'payload_too_large',
  'unsupported_media_type',
  'too_many_requests',
  'unavailable',
])

/** The address itself, or the nearest one above it that is a page. */
function nearestPage(address: string, shouldDecodeParam: boolean) {
  let path = address
  while (path && !router.match(path, 'GET', shouldDecodeParam))
    path = path.slice(0, path.lastIndexOf('/'))
  return path || '/'
}

/** The page with the form: the referring page on this host, or else a page near the address the form was sent to. */
function formPath({ request, params }: HttpContext) {
  // The address of a link in an email is a secret. The redirect does not repeat it, but leads to "this very page".
  if (params.token) return '?again'

  const beforeConfirmation = safePath(request.body()._next)
  if (beforeConfirmation) return beforeConfirmation

  const referrer = URL.parse(request.header('referer') ?? '')
  const referringPath =
    referrer?.host === request.host() ? safePath(referrer.pathname + referrer.search) : null
  return referringPath ?? nearestPage(request.url(), request.parsedUrl.shouldDecodeParam)
}

/** A form sent from another site is refused on the spot: that site must not fill in our forms. */
const sentOurForm = (ctx: HttpContext) =>
  ctx.request.intended() === 'POST' &&
  'session' in ctx &&
  ctx.session.initiated &&
  comesFromOurPages(ctx.request)

function backToTheForm(problem: Problem, ctx: HttpContext) {
  ctx.session.flash(harmlessInput(ctx))
  flashProblem(problem, ctx)
  ctx.response.seeOther().toPath(formPath(ctx))
}

/** The form was shown to somebody who is signed out by now. Their input waits until they sign in again. */
function leaveForm(ctx: HttpContext) {
  const { _for: shownTo } = ctx.request.body()
  if (!sentOurForm(ctx) || typeof shownTo !== 'string' || !/^\d{1,19}$/.test(shownTo)) return null
  keepLeftForm(ctx.session, { shownTo, input: harmlessInput(ctx) })
  return formPath(ctx)
}

function toSignIn(ctx: HttpContext) {
  const { request, response } = ctx
  const next = request.intended() === 'GET' ? safePath(request.url(true)) : leaveForm(ctx)
  response
    .redirect()
    .withQs(next ? { next } : {})
    .toRoute('sessions.create')
}

/** Whether nothing but the query of an address is at fault, and the page can be shown without it. */
const isAboutQuery = ({ code, errors = [] }: Problem) =>
  code === 'validation_failed' && errors.every(({ rule }) => rule !== 'required')

/** Problems that may go away by themselves lead back to the page with the form, or the one that was requested. */
function pageAgain(problem: Problem, ctx: HttpContext) {
  if (problem.code === 'shown_to_another') return formPath(ctx)
  if (ctx.request.intended() !== 'GET') return undefined
  if (isAboutQuery(problem)) return safePath(ctx.request.url()) ?? undefined
  return problem.status < 500 ? undefined : (safePath(ctx.request.url(true)) ?? undefined)
}

async function toErrorPage(problem: Problem, ctx: HttpContext) {
  await showCaller(ctx)
  tellLanguage(ctx)
  const { i18n: words, request, response, view } = ctx
  const reader = { requestId: request.id(), view, words, again: pageAgain(problem, ctx) }
  response.status(problem.status).header('Content-Type', HTML)
  response.send(await errorPage(problem, reader))
}

/**
 * Redirects to the password page, which continues with the original request. If part of the input cannot be kept, back
 * to the form instead, filled in as it was. The route's name is the key of the reason that the page gives, in
 * auth.confirm.lead of resources/lang/<language>/.
 */
function toConfirmation(ctx: HttpContext) {
  const { request, response, route, session } = ctx
  session.flash({ ...harmlessInput(ctx), passwordFor: route!.name!.replaceAll('.', '_') })
  const input = harmlessInput(ctx, confirmationOf(route!)?.holds)
  if (isAllOf(ctx, input)) holdForm(ctx, { action: request.url(), method: request.method(), input })
  response.seeOther().withQs('next', formPath(ctx)).toRoute('confirmations.create')
}

const OF_THE_TRY = ['too_many_requests', 'unavailable']

/** Whether the error is about the password, on the page that asks for it once more. */
const isAboutPassword = ({ code, errors }: Problem, { request }: HttpContext) =>
  request.body()._next !== undefined &&
  (OF_THE_TRY.includes(code) || errors?.some(({ field }) => field === 'currentPassword') === true)

/** Leads a person on after an error: to sign-in, back to their form, or to a page that says what happened. */
export function renderProblemAsPage(problem: Problem, ctx: HttpContext) {
  if (problem.code === 'unauthenticated') return toSignIn(ctx)

  const needsConfirmation = problem.code === 'reauthentication_required'
  if (sentOurForm(ctx) && needsConfirmation) return toConfirmation(ctx)
  if (sentOurForm(ctx) && isAboutPassword(problem, ctx)) {
    flashProblem(problem, ctx)
    return toConfirmation(ctx)
  }
  if (sentOurForm(ctx) && MENDED_IN_THE_FORM.has(problem.code)) return backToTheForm(problem, ctx)

  return toErrorPage(problem, ctx)
}
