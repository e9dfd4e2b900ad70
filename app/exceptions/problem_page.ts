import router from '@adonisjs/core/services/router'
import type { HttpContext } from '@adonisjs/core/http'
import { comesFromOurPages } from '#auth/request_origin'
import { showCaller } from '#auth/shown_caller'
import { errorPage, HTML } from '#exceptions/error_page'
import type { Problem } from '#exceptions/problem'
import { harmlessInput } from '#http/bodies/form_input'
import { safePath } from '#http/safe_path'

/** What a person mends by filling in the form again, so that is where they are led. */
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

/** The address itself or the nearest one above it that is a page. */
function nearestPage(address: string, shouldDecodeParam: boolean) {
  let path = address
  while (path && !router.match(path, 'GET', shouldDecodeParam))
    path = path.slice(0, path.lastIndexOf('/'))
  return path || '/'
}

/** The page that the form stood on: the referring page on this host, or else one near the address it was sent to. */
function formPath({ request, params }: HttpContext) {
  // The address of a link in a mail is a secret: the redirect does not repeat it, but leads to "this very page".
  if (params.token) return '?again'

  const referrer = URL.parse(request.header('referer') ?? '')
  const referringPath =
    referrer?.host === request.host() ? safePath(referrer.pathname + referrer.search) : null
  return referringPath ?? nearestPage(request.url(), request.parsedUrl.shouldDecodeParam)
}

/** What another site sent is refused where it stands: it must not fill in our forms. */
const sentOurForm = (ctx: HttpContext) =>
  ctx.request.intended() === 'POST' &&
  'session' in ctx &&
  ctx.session.initiated &&
  comesFromOurPages(ctx.request)

function backToTheForm(problem: Problem, ctx: HttpContext) {
  const messages = Object.groupBy(problem.errors ?? [], (error) => error.field)
  const inputErrorsBag = Object.fromEntries(
    Object.entries(messages).map(([field, errors]) => [
      field,
      errors!.map(({ message }) => message),
    ])
  )

  ctx.session.flash(harmlessInput(ctx))
  ctx.session.flash({ inputErrorsBag, errorsBag: { [problem.code]: problem.message } })
  ctx.response.seeOther().toPath(formPath(ctx))
}

function toSignIn({ request, response }: HttpContext) {
  const next = request.intended() === 'GET' ? safePath(request.url(true)) : null
  response.redirect().toPath(next ? `/login?next=${encodeURIComponent(next)}` : '/login')
}

async function toErrorPage(problem: Problem, ctx: HttpContext) {
  await showCaller(ctx)
  ctx.response.status(problem.status).header('Content-Type', HTML)
  ctx.response.send(await errorPage(problem, ctx.request.id(), ctx.view))
}

/** To the password, and from there back to the form as it was filled in. */
function toConfirmation(ctx: HttpContext) {
  ctx.session.flash(harmlessInput(ctx))
  ctx.response.seeOther().toPath(`/confirm?next=${encodeURIComponent(formPath(ctx))}`)
}

/** Leads a person on after an error: to sign-in, back to their form, or to a page that says what happened. */
export function renderProblemAsPage(problem: Problem, ctx: HttpContext) {
  if (problem.code === 'unauthenticated') return toSignIn(ctx)

  const needsConfirmation = problem.code === 'reauthentication_required'
  if (sentOurForm(ctx) && needsConfirmation) return toConfirmation(ctx)
  if (sentOurForm(ctx) && MENDED_IN_THE_FORM.has(problem.code)) return backToTheForm(problem, ctx)

  return toErrorPage(problem, ctx)
}
