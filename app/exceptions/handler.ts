import { ExceptionHandler, type HttpContext } from '@adonisjs/core/http'
import { logSecurity } from '#auth/security_log'
import { type Problem } from '#exceptions/problem'
import { PROBLEM_JSON, problemJson } from '#http/problem_json'
import { renderProblemAsPage } from '#exceptions/problem_page'
import { toProblem } from '#exceptions/to_problem'
import { isPage } from '#http/face'
import { closeOnUnreadBody } from '#http/unread_body'

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    /** Why this request was not done, once that is known; a page may say so with a redirect. */
    problem?: Problem
  }
}

/** What somebody was not allowed to do, or did too often (ASVS 16.3.2, 16.3.3). */
const REFUSALS = new Set([
  'invalid_token',
  'invalid_grant',
  'csrf_failed',
  'forbidden',
  'insufficient_scope',
  'account_suspended',
  'too_many_requests',
])

/** The one place where errors become answers: problem+json for the API, files and probes, and pages for people. */
export default class HttpExceptionHandler extends ExceptionHandler {
  async handle(error: unknown, ctx: HttpContext) {
    const problem = (ctx.problem = toProblem(error, ctx))
    for (const [name, value] of Object.entries(problem.headers)) ctx.response.header(name, value)
    closeOnUnreadBody(ctx)

    return isPage(ctx) ? renderProblemAsPage(problem, ctx) : this.#renderAsJson(problem, ctx)
  }

  /** Only what is our fault is worth a line with a stack. */
  async report(error: unknown, ctx: HttpContext) {
    const problem = toProblem(error, ctx)
    if (REFUSALS.has(problem.code)) return this.#logRefusal(problem, ctx)
    if (problem.status < 500) return
    ctx.logger.error({ err: error }, `${this.#whatWasAsked(ctx)} failed`)
  }

  #logRefusal({ code }: Problem, ctx: HttpContext) {
    const facts = { userId: ctx.auth?.user?.id ?? null, ip: ctx.request.ip() }
    const asked = { requestId: ctx.request.id(), asked: this.#whatWasAsked(ctx) }
    logSecurity('request_refused', { code, ...facts, ...asked })
  }

  /** The pattern and not the address, which may hold a secret. */
  #whatWasAsked({ request, route }: HttpContext) {
    return `${request.intended()} ${route?.pattern ?? 'unknown route'}`
  }

  #renderAsJson(problem: Problem, { request, response }: HttpContext) {
    response.status(problem.status).header('Content-Type', PROBLEM_JSON)
    response.send(JSON.stringify(problemJson(problem, request.id())))
  }
}
