import { ExceptionHandler, type HttpContext } from '@adonisjs/core/http'
import { recordRefusal } from '#activity/record'
import { askerOf } from '#auth/request_asker'
import { logOfKind } from '#logs/log_of_kind'
import { chainOf } from '#exceptions/fault'
import { oauthError } from '#exceptions/oauth_error'
import { type Problem } from '#exceptions/problem'
import { PROBLEM_JSON, problemJson } from '#http/problem_json'
import { renderProblemAsPage } from '#exceptions/problem_page'
import { toProblem } from '#exceptions/to_problem'
import { faceOfRequest } from '#http/face'
import { tellLanguage } from '#languages/request_language'
import { closeOnUnreadBody } from '#http/bodies/unread_body'

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    /** Why this request failed, once that is known; a page may report it by a redirect. */
    problem?: Problem
  }
}

/** Refusals and exceeded limits that are recorded (ASVS 16.3.2, 16.3.3). */
const REFUSALS = new Set([
  'invalid_token',
  'csrf_failed',
  'forbidden',
  'insufficient_scope',
  'account_suspended',
  'too_many_requests',
])

/** Groups errors that many requests can meet at once by what caused them, since the rest of their messages differs. */
function kindOf(error: unknown) {
  if (!(error instanceof Error)) return String(error)
  const { code, name } = chainOf(error).at(-1)!
  return String(code ?? name)
}

const BROKEN_OFF = new Set([
  'ECONNRESET',
  'EPIPE',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_STREAM_UNABLE_TO_PIPE',
])

/** The client did not wait for the rest: nobody is at fault, and nobody reads the answer. */
const hasHungUp = (error: unknown, { request }: HttpContext) =>
  request.request.socket.destroyed && BROKEN_OFF.has(String((error as { code?: unknown })?.code))

/** The one place where errors become answers: problem+json for the API, files and probes, and pages for people. */
export default class HttpExceptionHandler extends ExceptionHandler {
  async handle(error: unknown, ctx: HttpContext) {
    const problem = (ctx.problem = toProblem(error, ctx))
    const face = faceOfRequest(ctx.request)
    for (const [name, value] of Object.entries(problem.headers)) ctx.response.header(name, value)
    // Pages take no token, and a browser is led to the form.
    if (face === 'page') ctx.response.removeHeader('WWW-Authenticate')
    closeOnUnreadBody(ctx.request.request, ctx.response.response)

    if (face === 'page') return renderProblemAsPage(problem, ctx)
    return face === 'oauth' ? this.#renderAsOAuth(problem, ctx) : this.#renderAsJson(problem, ctx)
  }

  /** Only our own faults are worth a log line with a stack. */
  async report(error: unknown, ctx: HttpContext) {
    const problem = toProblem(error, ctx)
    if (REFUSALS.has(problem.code)) return this.#logRefusal(problem, ctx)
    if (problem.status < 500 || hasHungUp(error, ctx)) return
    this.#logFault(error, problem, ctx)
  }

  /** What is away is one kind of fault wherever that is noticed; a defect is a separate one on each route. */
  #logFault(error: unknown, { code }: Problem, ctx: HttpContext) {
    const asked = this.#whatWasAsked(ctx)
    const kind = code === 'unavailable' ? kindOf(error) : `${asked} ${kindOf(error)}`
    logOfKind(kind, (suppressed) => ctx.logger.error({ err: error, suppressed }, `${asked} failed`))
  }

  #logRefusal({ code }: Problem, ctx: HttpContext) {
    const facts = { userId: ctx.auth.user?.id ?? null, ip: ctx.request.ip() }
    const asked = { requestId: ctx.request.id(), asked: this.#whatWasAsked(ctx) }
    recordRefusal('request_refused', { code, ...facts, ...asked }, askerOf(ctx))
  }

  /** The pattern rather than the address, which may contain a secret. */
  #whatWasAsked({ request, route }: HttpContext) {
    return `${request.intended()} ${route?.pattern ?? 'unknown route'}`
  }

  #renderAsOAuth(problem: Problem, { response }: HttpContext) {
    const { status, body } = oauthError(problem)
    response.status(status).header('Cache-Control', 'no-store').json(body)
  }

  #renderAsJson(problem: Problem, ctx: HttpContext) {
    const { i18n, request, response } = ctx
    tellLanguage(ctx)
    response.status(problem.status).header('Content-Type', PROBLEM_JSON)
    response.send(JSON.stringify(problemJson(problem, request.id(), i18n)))
  }
}
