import type { I18n } from '@adonisjs/i18n'
import type { Problem } from '#exceptions/problem'

export const PROBLEM_JSON = 'application/problem+json; charset=utf-8'

/** The body of an error for the API and /file/ (RFC 9457). */
export function problemJson(problem: Problem, requestId: string | undefined, words: I18n) {
  const { title, detail, errors } = problem.toldIn(words)
  return {
    type: `urn:gatehouse:problem:${problem.code}`,
    title,
    status: problem.status,
    detail,
    code: problem.code,
    requestId,
    ...problem.members,
    ...(errors && { errors }),
  }
}
