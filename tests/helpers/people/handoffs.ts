import { type App, Browser, signInApp } from '#tests/helpers/clients/sign_in'
import { ORIGIN } from '#tests/helpers/clients/http'
import type { Person } from '#tests/helpers/people/users'

export type HandoffBody = { url: string; expiresIn: number }

/** The path of a link for a browser, made by an app. */
export async function linkOf(app: App, path = '/files') {
  const answer = await app.api('POST', '/api/v1/handoffs', { path })
  if (answer.status !== 201) throw new Error(`Could not make a handoff: ${answer.text}`)
  return answer.data<HandoffBody>().url.slice(ORIGIN.length)
}

/** Opens it as a person does, who presses the button on its page. */
export async function open(link: string, browser = new Browser()) {
  const answer = await browser.submit(link, {})
  // It belongs to who was here before: the next page brings a token of the new session.
  if (browser.sessionId) browser.jar.delete('XSRF-TOKEN')
  return answer
}

/** An app, and a browser that it has signed in. */
export async function handedOver(person?: Person) {
  const app = await signInApp(person, { deviceName: `Ada's phone` })
  const browser = new Browser()
  await open(await linkOf(app), browser)
  return { app, browser, person: app.person }
}
