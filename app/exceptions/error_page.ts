import type { Problem } from '#exceptions/problem'

export const HTML = 'text/html; charset=utf-8'

type View = { render(template: string, data: Record<string, unknown>): Promise<string> }

const TEMPLATES: Record<number, string> = { 404: 'not_found', 500: 'server_error' }

/** Where even the error page cannot be made. */
const plainPage = ({ title, message }: Problem) =>
  `<!doctype html><html lang="en"><title>${title}</title><h1>${title}</h1><p>${message}</p>`

/**
 * The page that tells a person of a problem.
 * @param again a page of ours to open anew, where that mends it
 */
export function errorPage(
  problem: Problem,
  requestId: string | undefined,
  view: View,
  again?: string
) {
  const template = `pages/errors/${TEMPLATES[problem.status] ?? 'message'}`
  const { title, message, code } = problem
  return view
    .render(template, { title, message, code, requestId, again })
    .catch(() => plainPage(problem))
}
