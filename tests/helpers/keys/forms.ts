import { formsIn } from '#tests/helpers/clients/page_forms'
import { OpenForm } from '#tests/helpers/clients/sent_forms'
import { Browser, signInBrowser } from '#tests/helpers/clients/sign_in'
import { keepFile } from '#tests/helpers/files/files'
import { browserAt, type Kind } from '#tests/helpers/keys/servers'
import { approve, askForCodes, poll } from '#tests/helpers/people/device_codes'
import { createUser, PASSWORD } from '#tests/helpers/people/users'
import { ageConfirmation } from '#tests/helpers/time'

export const FORMS: Kind[] = [
  {
    what: 'a form that is sent again acts once',
    async make() {
      const browser = await signInBrowser()
      const { id } = await keepFile(browser.person)
      const form = await OpenForm.on(browser, `/files/${id}`, `/files/${id}/links`)
      const fields = { expiresInSeconds: '3600' }
      await form.send(fields)
      return async (origin) => {
        const count = async () => (await browser.get(`/files/${id}`)).text.split('/links/').length
        const before = await count()
        await form.send(fields, browserAt(origin, browser))
        return (await count()) === before
      }
    },
  },
  {
    what: 'a form that a visitor has opened can be sent',
    async make() {
      const { username: login, password } = await createUser()
      const browser = new Browser()
      const form = await OpenForm.on(browser, '/login')
      return async (origin) => {
        const at = browserAt(origin, browser)
        await form.send({ login, password }, at)
        return at.sessionId !== undefined
      }
    },
  },
  {
    what: 'a script of a page sends its CSRF token',
    async make() {
      const browser = await signInBrowser()
      await browser.get('/account')
      return async (origin) => {
        const at = browserAt(origin, browser)
        return (await at.api('PATCH', '/api/v1/me', { displayName: 'Ann' })).status === 200
      }
    },
  },
  {
    what: 'a form that waits for the password is sent with it',
    async make() {
      const browser = await signInBrowser()
      const codes = await askForCodes()
      await ageConfirmation(browser.person.id, 16)
      const { location } = (await approve(browser, codes)).headers
      return async (origin) => {
        const at = browserAt(origin, browser)
        const [{ action, fields }] = formsIn((await at.get(location!)).text)
        await at.submit(location!, { ...fields, currentPassword: PASSWORD }, action)
        return (await poll(codes)).status === 201
      }
    },
  },
]
