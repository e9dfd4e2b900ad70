import type { I18n } from '@adonisjs/i18n'
import type { Problem } from '#exceptions/problem'

export const HTML = 'text/html; charset=utf-8'

type Reader = {
  requestId: string | undefined
  view: { render(template: string, data: Record<string, unknown>): Promise<string> }
  words: I18n
  /** The page to open again, if that can help. */
  again?: string
}

const TEMPLATES: Record<number, string> = { 404: 'not_found', 500: 'server_error' }

/** For when even the error page cannot be rendered. */
const plainPage = (language: string, title: string, detail: string) =>
  `<!doctype html><html lang="${language}"><title>${title}</title><h1>${title}</h1><p>${detail}</p>`

/** The page that explains a problem to a person. */
export function errorPage(problem: Problem, { requestId, view, words, again }: Reader) {
  const template = `pages/errors/${TEMPLATES[problem.status] ?? 'message'}`
  const { title, detail, errors = [] } = problem.toldIn(words)
  const message = errors.map((one) => one.message).join(' ') || detail
  const facts = { title, message, code: problem.code, requestId, again }
  return view.render(template, facts).catch(() => plainPage(words.locale, title, detail))
}
