import { readdir } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'
import type { HttpContext } from '@adonisjs/core/http'
import { ReadOnlyValuesStore } from '@adonisjs/session'
import { DateTime } from 'luxon'

/** Everything that a request can flash, all at once. */
const EVERY_ANSWER = new ReadOnlyValuesStore({
  section: 'answers',
  form: 'wrong',
  success: 'Lake.png is in the bin.',
  undo: { action: '#answers', method: 'GET', name: 'files', ids: ['1'] },
  warning: 'Somebody else has renamed it meanwhile.',
  error: 'That was too often. Try again in a minute.',
  failed: [{ name: 'Virus.png', reason: 'Programs are not taken.' }],
  email: 'ada@',
  inputErrorsBag: {
    email: ['Enter an email address.'],
    why: ['Say why.'],
    days: ['Choose one of them.'],
    password: ['Use 8 characters or more.'],
    sure: ['Tick this to go on.'],
  },
})

/** Fixed, so that two screenshots of the page differ only where the page does. */
const SOME_TIME = DateTime.fromISO('2026-11-28T17:42:00Z')

/** Every component in every state, for developers. In production this route does not exist. */
export default class DevComponentsController {
  async index({ view }: HttpContext) {
    const mailKinds = await readdir(app.viewsPath('mails'))
    view.share({ flashMessages: EVERY_ANSWER })
    return view.render('pages/dev/components/index', { mailKinds, now: SOME_TIME })
  }
}
