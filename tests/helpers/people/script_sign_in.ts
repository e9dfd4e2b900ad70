import { type Browser } from '#tests/helpers/clients/sign_in'
import { ORIGIN } from '#tests/helpers/clients/http'
import type { Person } from '#tests/helpers/people/users'

/** What a browser sends along with a script's request from a page of ours. */
export const OURS = { 'Origin': ORIGIN, 'Sec-Fetch-Site': 'same-origin' }

export async function csrfTokenOf(browser: Browser) {
  const answer = await browser.get('/api/v1/csrf-token', { 'Sec-Fetch-Site': 'same-origin' })
  return answer.data<{ csrfToken: string }>().csrfToken
}

/** Signs a browser in as a script of our pages does. */
export async function signIn(browser: Browser, { username: login, password }: Person, more = {}) {
  const headers = { ...OURS, 'X-CSRF-TOKEN': await csrfTokenOf(browser) }
  const json = { login, password, ...more }
  return browser.send('POST', '/api/v1/sessions', { json, headers })
}
