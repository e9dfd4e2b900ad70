import db from '@adonisjs/lucid/services/db'
import { Browser } from '#tests/helpers/clients/sign_in'
import { type Answer, ORIGIN } from '#tests/helpers/clients/http'

/** A form as it stands on a page in one tab of a browser. */
export class OpenForm {
  constructor(
    readonly browser: Browser,
    readonly page: string,
    readonly action: string,
    readonly csrf: string
  ) {}

  static async on(browser: Browser, page: string, action = page) {
    return new OpenForm(browser, page, action, await browser.csrfToken(page))
  }

  /** @param as the browser as it was at another time, or another one */
  send(fields: Record<string, string>, as = this.browser): Promise<Answer> {
    const headers = {
      'Origin': ORIGIN,
      'Sec-Fetch-Site': 'same-origin',
      'Referer': ORIGIN + this.page,
    }
    return as.send('POST', this.action, { form: { ...fields, _csrf: this.csrf }, headers })
  }
}

/** The same browser with the cookies that it has now, whatever it is given later. */
export function asOfNow(browser: Browser) {
  const copy = new Browser()
  for (const name of browser.jar.names) copy.jar.set(name, browser.jar.get(name)!)
  return copy
}

/** As if this long had passed since every form, and every request with a key, was sent and answered. */
export const ageAnswers = (seconds: number) =>
  db.rawQuery(
    `update sent_forms set answered_at = answered_at - make_interval(secs => :seconds),
     answer_until = answer_until - make_interval(secs => :seconds),
     created_at = created_at - make_interval(secs => :seconds)`,
    { seconds }
  )
