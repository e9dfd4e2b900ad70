import type { Problem } from './problem.js'
import type { Tokens } from './tokens.js'
import type { Credentials } from './transport.js'

const READING = ['GET', 'HEAD']

/** An app: its access token, and another where that was refused. */
export const byToken = (tokens: Tokens): Credentials => ({
  mode: 'omit',
  headers: async () => ({ Authorization: `Bearer ${await tokens.access()}` }),
  recover: async ({ code }, { Authorization = '' }) => {
    if (code !== 'invalid_token') return false
    await tokens.renew(Authorization.slice('Bearer '.length))
    return true
  },
})

/** The cookie that pages leave for scripts, if this is a page. */
export function tokenInCookie() {
  const { document } = globalThis as { document?: { cookie: string } }
  const cookie = document?.cookie ?? ''
  return /(?:^|; )XSRF-TOKEN=([^;]+)/.exec(cookie)?.[1]
}

/**
 * A page of ours: the browser sends its cookie by itself, and what changes something carries the CSRF token.
 * @param given the token that came with a page: what is refused with it was meant by whoever saw that page, and nobody else
 */
export function byCookie(
  fetchToken: () => Promise<string>,
  given?: string
): Credentials & { forget(): void } {
  let fetched = given
  const recover = async ({ code }: Problem) => {
    if (code !== 'csrf_failed' || given) return false
    fetched = await fetchToken()
    return true
  }
  return {
    mode: 'same-origin',
    async headers(method): Promise<Record<string, string>> {
      if (READING.includes(method)) return {}
      const left = fetched ? undefined : tokenInCookie()
      if (left) return { 'X-XSRF-TOKEN': left }
      return { 'X-CSRF-TOKEN': (fetched ??= await fetchToken()) }
    },
    recover,
    forget: () => (fetched = given),
  }
}
