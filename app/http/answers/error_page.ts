import type { I18n } from '@adonisjs/i18n'
import type { Problem } from '#exceptions/problem'

export const HTML = 'text/html; charset=utf-8'

type Reader = {
  requestId: string | undefined
  view: { render(template: string, data: Record<string, unknown>): Promise<string> }
  words: I18n
  /** A page of ours to open anew, where that mends it. */
  again?: string
}

const TEMPLATES: Record<number, string> = { 404: 'not_found', 500: 'server_error' }

/** Where even the error page cannot be made. */
const plainPage = (language: string, title: string, detail: string) =>
  `<!doctype html><html lang="${language}"><title>${title}</title><h1>${title}</h1><p>${detail}</p>`

/** The page that tells a person of a problem. */
export function errorPage(problem: Problem, { requestId, view, words, again }: Reader) {
  const template = `pages/errors/${TEMPLATES[problem.status] ?? 'message'}`
  const { title, detail } = problem.toldIn(words)
  const facts = { title, message: detail, code: problem.code, requestId, again }
  return view.render(template, facts).catch(() => plainPage(words.locale, title, detail))
}
