import type { Problem } from '#exceptions/problem'

export const PROBLEM_JSON = 'application/problem+json; charset=utf-8'

/** The body of an error for the API and /file/ (RFC 9457). */
export function problemJson(problem: Problem, requestId: string | undefined) {
  return {
    type: `urn:gatehouse:problem:${problem.code}`,
    title: problem.title,
    status: problem.status,
    detail: problem.message,
    code: problem.code,
    requestId,
    ...problem.members,
    ...(problem.errors && {
      errors: problem.errors.map(({ field, rule, message }) => ({ field, rule, message })),
    }),
  }
}
