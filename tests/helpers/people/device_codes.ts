import db from '@adonisjs/lucid/services/db'
import { type Browser, signInBrowser } from '#tests/helpers/clients/sign_in'
import { postJson } from '#tests/helpers/clients/http'

/** What an app is given that wants to be signed in elsewhere. */
export type Codes = {
  deviceCode: string
  userCode: string
  verificationUri: string
  verificationUriComplete: string
  expiresIn: number
  interval: number
  qrCode?: string
}

export async function askForCodes(wish: object = { deviceName: 'Television' }) {
  const answer = await postJson('/api/v1/device-authorizations', wish)
  if (answer.status !== 201) throw new Error(`Could not ask for codes: ${answer.text}`)
  return answer.data<Codes>()
}

/** Asks, as an app does, whether somebody has approved. */
export const poll = ({ deviceCode }: Codes) => postJson('/api/v1/tokens/device', { deviceCode })

/** As if so many seconds had passed for all that waits. */
export const letPass = (seconds: number) =>
  db.rawQuery(
    `update device_authorizations set expires_at = expires_at - make_interval(secs => :seconds),
     polled_at = polled_at - make_interval(secs => :seconds)`,
    { seconds }
  )

/** Approves what waits under a code, or refuses it, on the page. */
export const answerCode = (browser: Browser, method: 'PUT' | 'DELETE', code: string) =>
  browser.submit(`/device?code=${code}`, { code }, `/device?_method=${method}`)

export const approve = (browser: Browser, { userCode }: Codes) =>
  answerCode(browser, 'PUT', userCode)

/** Somebody in a browser, and an app whose code they have approved. */
export async function approved() {
  const browser = await signInBrowser()
  const codes = await askForCodes()
  await approve(browser, codes)
  return { browser, codes, person: browser.person }
}

/** How a refusal is told: the status and the code of the problem. */
export async function codeOf(pending: ReturnType<typeof poll>) {
  const { status, problem } = await pending
  return [status, problem.code]
}
