import { readdir } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'
import type { HttpContext } from '@adonisjs/core/http'
import { ReadOnlyValuesStore } from '@adonisjs/session'
import { DateTime } from 'luxon'

/** What a request can leave to say, all of it at once. */
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

/** The same each time, so that two pictures of the page differ only where it does. */
const SOME_TIME = DateTime.fromISO('2026-11-28T17:42:00Z')

/** Every component in every state, for whoever works on them. In production there is no such route. */
export default class DevComponentsController {
  async index({ view }: HttpContext) {
    const mailKinds = await readdir(app.viewsPath('mails'))
    view.share({ flashMessages: EVERY_ANSWER })
    return view.render('pages/dev/components/index', { mailKinds, now: SOME_TIME })
  }
}
