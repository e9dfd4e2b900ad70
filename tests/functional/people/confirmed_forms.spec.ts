import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { formsIn } from '#tests/helpers/clients/page_forms'
import { makeScript } from '#tests/helpers/clients/scripts'
import { type Browser, signInApp } from '#tests/helpers/clients/sign_in'
import { signInBrowserOfSuperUser, uncrown } from '#tests/helpers/people/super_user'
import { ageConfirmation } from '#tests/helpers/time'
import {
  createUser,
  deleteAccount,
  PASSWORD,
  suspend,
  uniqueName,
} from '#tests/helpers/people/users'

/** Somebody who is signed in, with a personal token: that there is something to end. */
async function somebodyBusy() {
  const app = await signInApp()
  await makeScript(['profile:read'], app)
  return app.person
}

async function somebody(bring: typeof suspend | typeof deleteAccount) {
  const person = await createUser()
  await bring(person)
  return person
}

const PAGES = [
  { page: 'a person', of: somebodyBusy, path: '/admin/people/:id', least: 9 },
  { page: 'somebody suspended', of: () => somebody(suspend), path: '/admin/people/:id', least: 6 },
  { page: 'somebody deleted', of: () => somebody(deleteAccount), path: '/admin/people/:id', least: 1 }, // prettier-ignore
  { page: 'an invitation', of: createUser, path: '/admin/invitations', least: 1 },
  { page: 'many at once', of: createUser, path: '/admin/bulk-actions/new?q=:username', least: 2 },
  { page: 'webhooks', of: createUser, path: '/admin/webhooks', least: 1 },
]

type Somebody = { id: number; username: string }

/** What a person would type, where the page has nothing there. */
const typed = (form: string | undefined, { username }: Somebody): Record<string, string> => ({
  reason: 'Spam.',
  username: form === 'deletion-form' ? username : uniqueName(),
  email: `${uniqueName()}@example.org`,
  url: 'https://hooks.example/events',
})

test.group('Every form of the super user', (group) => {
  let browser: Browser & { person: Somebody }
  group.setup(async () => {
    browser = await signInBrowserOfSuperUser()
    return async () => {
      await db.from('webhooks').delete()
      await db.from('bulk_actions').delete()
      await uncrown()
    }
  })

  /** Sends one of the forms, and the password when asked for it. @returns the page where that leads */
  async function sendWithPassword(path: string, at: number, person: Somebody) {
    const { action, fields } = formsIn((await browser.get(path)).text)[at]
    const filled = Object.entries(typed(fields.form, person)).filter(
      ([name]) => fields[name] === ''
    )
    const led = await browser.submit(path, { ...fields, ...Object.fromEntries(filled) }, action)
    const asking = led.headers.location!
    const [password] = formsIn((await browser.get(asking)).text)
    const sent = { ...password.fields, currentPassword: PASSWORD }
    const answer = await browser.submit(asking, sent, password.action)
    const { location } = answer.headers
    return { action, asking, text: location ? (await browser.get(location)).text : answer.text }
  }

  test('is sent with the password that was asked for meanwhile: {page}')
    .with(PAGES)
    .run(async ({ assert }, { of, path, least }) => {
      let count = least
      for (let at = 0; at < count; at++) {
        const person = await of()
        await ageConfirmation(browser.person.id, 60)
        const here = path.replace(':id', String(person.id)).replace(':username', person.username)
        count = formsIn((await browser.get(here)).text).length
        assert.isAtLeast(count, least)
        const { action, asking, text } = await sendWithPassword(here, at, person)
        assert.match(asking, /^\/confirm\?/, action)
        // A secret that was made is shown in the answer itself.
        assert.match(text, /notice--success|whsec_/, action)
      }
    })
})
