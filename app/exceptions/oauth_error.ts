import type { Problem } from '#exceptions/problem'

/** Problems that OAuth calls by other names: it knows fewer, all of them with status 400 (RFC 6749, 5.2). */
const NAMES: Record<string, string> = {
  bad_request: 'invalid_request',
  validation_failed: 'invalid_request',
}

/** Everything that `error_description` may not contain. It allows ASCII without quotation marks and backslashes. */
const INEXPRESSIBLE = /[^\x20\x21\x23-\x5b\x5d-\x7e]/g

/** A problem in OAuth's format. */
export function oauthError({ code, status, message, errors = [] }: Problem) {
  const sentences = [message, ...errors.map((error) => error.message)].join(' ')
  return {
    status: NAMES[code] ? 400 : status,
    body: { error: NAMES[code] ?? code, error_description: sentences.replace(INEXPRESSIBLE, '') },
  }
}
