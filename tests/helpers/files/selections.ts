import type { Browser } from '#tests/helpers/clients/sign_in'

/** Sends a form as a list of ticked files does, or one that goes on with them. */
export async function choose(
  browser: Browser,
  page: string,
  action: string,
  ids: string[],
  { name = 'files', fields = {} }: { name?: string; fields?: Record<string, string> } = {}
) {
  const csrf = await browser.csrfToken(page)
  const chosen = ids.map((id): [string, string] => [`${name}[]`, id])
  return browser.send('POST', action, {
    form: [['_csrf', csrf], ...Object.entries(fields), ...chosen],
    headers: { Referer: new URL(page, process.env.APP_URL).href },
  })
}
