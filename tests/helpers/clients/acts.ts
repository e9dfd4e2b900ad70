import db from '@adonisjs/lucid/services/db'
import { Browser, signInBrowser } from '#tests/helpers/clients/sign_in'
import { keepFile } from '#tests/helpers/files/files'
import { kindsOfMailsTo, linkIn } from '#tests/helpers/people/mailbox'
import { countAccounts, countRows, countSignIns } from '#tests/helpers/database/rows'
import { OpenForm } from '#tests/helpers/clients/sent_forms'
import { until } from '#tests/helpers/until'
import { createUser, OTHER_PASSWORD, PASSWORD, uniqueName } from '#tests/helpers/people/users'

export type Act = {
  form: OpenForm
  fields: Record<string, string>
  /** How often it was done. */
  count: () => Promise<number>
  /** What the person sees in the end. */
  page: string
  told: string
}

async function countMails(address: string, kind: string) {
  const ofKind = async () => (await kindsOfMailsTo(address)).filter((each) => each === kind)
  await until('the mail is written', async () => (await ofKind()).length > 0)
  return (await ofKind()).length
}

const countRenewals = async ({ id }: { id: number }) => {
  const query = db
    .from('former_session_ids')
    .join('sessions', 'session_id_hash', 'sessions.id_hash')
  return (await query.join('sign_ins', 'sign_ins.id', 'sign_in_id').where('user_id', id)).length
}

/** Forms that would do harm, or mislead, if they acted twice. */
export const ACTS: { what: string; open: () => Promise<Act> }[] = [
  {
    what: 'Create account',
    async open() {
      const username = uniqueName()
      const fields = { username, email: `${username}@example.org`, password: PASSWORD }
      return {
        form: await OpenForm.on(new Browser(), '/register'),
        fields: { ...fields, passwordConfirmation: PASSWORD },
        count: () => countAccounts(username),
        page: '/welcome',
        told: `Welcome, ${username}`,
      }
    },
  },
  {
    what: 'Sign in',
    async open() {
      const { username: login, password, ...person } = await createUser()
      return {
        form: await OpenForm.on(new Browser(), '/login'),
        fields: { login, password, next: '/account', remember: '1' },
        count: () => countSignIns(person),
        page: '/account',
        told: person.email,
      }
    },
  },
  {
    what: 'Change password',
    async open() {
      const browser = await signInBrowser()
      return {
        form: await OpenForm.on(browser, '/account/security', '/account/password'),
        fields: {
          currentPassword: PASSWORD,
          password: OTHER_PASSWORD,
          passwordConfirmation: OTHER_PASSWORD,
        },
        count: () => countMails(browser.person.email, 'password_changed'),
        page: '/account/security',
        told: 'Your password has been changed, and',
      }
    },
  },
  {
    what: 'Confirm that it is you',
    async open() {
      const browser = await signInBrowser()
      return {
        form: await OpenForm.on(browser, '/confirm'),
        fields: { password: PASSWORD, next: '/bin' },
        count: () => countRenewals(browser.person),
        page: '/bin',
        told: 'The bin is empty',
      }
    },
  },
  {
    what: 'Share',
    async open() {
      const browser = await signInBrowser()
      const { id } = await keepFile(browser.person)
      const friend = await createUser()
      return {
        form: await OpenForm.on(browser, `/files/${id}`, `/files/${id}/shares`),
        fields: { form: 'share-form', with: friend.username, role: 'viewer', days: '' },
        count: () => countRows('file_shares', 'file_id', id),
        page: `/files/${id}`,
        told: `Shared with ${friend.username}`,
      }
    },
  },
  {
    what: 'Make link',
    async open() {
      const browser = await signInBrowser()
      const { id } = await keepFile(browser.person)
      return {
        form: await OpenForm.on(browser, `/files/${id}`, `/files/${id}/links`),
        fields: { expiresInSeconds: '3600' },
        count: () => countRows('file_links', 'file_id', id),
        page: `/files/${id}`,
        told: 'Here is your link',
      }
    },
  },
  {
    what: 'Send me a link',
    async open() {
      const { email } = await createUser()
      return {
        form: await OpenForm.on(new Browser(), '/forgot-password'),
        fields: { email },
        count: () => countMails(email, 'reset_password'),
        page: '/forgot-password',
        told: 'an email is on its way',
      }
    },
  },
  {
    what: 'Choose a new password',
    async open() {
      const { email } = await createUser()
      const browser = new Browser()
      await new Browser().submit('/forgot-password', { email })
      const { path } = await linkIn(email, 'reset_password')
      return {
        form: await OpenForm.on(browser, path),
        fields: { password: OTHER_PASSWORD, passwordConfirmation: OTHER_PASSWORD },
        count: () => countMails(email, 'password_changed'),
        page: '/login',
        told: 'Your password has been changed. Sign in with the new one.',
      }
    },
  },
]
