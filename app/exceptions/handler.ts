import { ExceptionHandler, type HttpContext } from '@adonisjs/core/http'
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

/** The one place where errors become answers: problem+json for the API, files and probes, and pages for people. */
export default class HttpExceptionHandler extends ExceptionHandler {
  async handle(error: unknown, ctx: HttpContext) {
    const problem = (ctx.problem = toProblem(error, ctx))
    for (const [name, value] of Object.entries(problem.headers)) ctx.response.header(name, value)
    closeOnUnreadBody(ctx)

    return isPage(ctx) ? renderProblemAsPage(problem, ctx) : this.#renderAsJson(problem, ctx)
  }

  /** Only what is our fault is worth a line with a stack; what the client did is in the access log. */
  async report(error: unknown, ctx: HttpContext) {
    const problem = toProblem(error, ctx)
    if (problem.status < 500) return
    ctx.logger.error(
      { err: error },
      `${ctx.request.intended()} ${ctx.route?.pattern ?? 'unknown route'} failed`
    )
  }

  #renderAsJson(problem: Problem, { request, response }: HttpContext) {
    response.status(problem.status).header('Content-Type', PROBLEM_JSON)
    response.send(JSON.stringify(problemJson(problem, request.id())))
  }
}
