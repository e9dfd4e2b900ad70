import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { type App, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { makeScript } from '#tests/helpers/clients/scripts'
import { keepFile } from '#tests/helpers/files/files'
import { linked, shared } from '#tests/helpers/files/sharing'
import { ENDS, overtaken, rowsOf } from '#tests/helpers/overtaken'
import { endAllAccess } from '#sign_ins/end'

const FILES = '/api/v1/files'
const BIN = '/api/v1/bin'

type Deed = (app: App, id: string) => ReturnType<App['api']>

const binned = (id: string) =>
  db
    .from('files')
    .where({ id })
    .update({ deleted_at: db.raw('now()') })

/** What an owner does with a file; those `inBin` with one that is there. */
const DEEDS: Record<string, { deed: Deed; inBin?: boolean }> = {
  'rename it': { deed: (app, id) => app.api('PATCH', `${FILES}/${id}`, { name: 'new.txt' }) },
  'put it into the bin': { deed: (app, id) => app.api('DELETE', `${FILES}/${id}`) },
  'take it out of the bin': {
    deed: (app, id) => app.api('POST', `${FILES}/${id}/restorations`),
    inBin: true,
  },
  'remove it for good': { deed: (app, id) => app.api('DELETE', `${BIN}/${id}`), inBin: true },
}

const CASES = Object.keys(ENDS).flatMap((how) => Object.keys(DEEDS).map((what) => ({ how, what })))

/** What a page does with several files at once. */
const ON_PAGES = [
  { what: 'put files into the bin', action: '/bin', page: '/files', inBin: false },
  { what: 'take files out of the bin', action: '/bin/restorations', page: '/bin', inBin: true },
  {
    what: 'remove files for good',
    action: '/bin/selections?_method=DELETE',
    page: '/bin',
    inBin: true,
  },
  { what: 'empty the bin', action: '/bin?_method=DELETE', page: '/bin', inBin: true },
]

test.group('The owner of a file whose access ends before the request is done', () => {
  test('does not {what} where {how}')
    .with(CASES)
    .run(async ({ assert }, { how, what }) => {
      const app = await signInApp()
      const { id } = await keepFile(app.person)
      if (DEEDS[what].inBin) await binned(id)
      const { end, told } = ENDS[how]
      const { answer, left } = await overtaken(app.person, end, () => DEEDS[what].deed(app, id))
      assert.deepEqual([answer.status, answer.problem.code], told)
      assert.deepEqual(await rowsOf(app.person), left)
    })

  test('does not {what}, on a page')
    .with(ON_PAGES)
    .run(async ({ assert }, { action, page, inBin }) => {
      const browser = await signInBrowser()
      const { id } = await keepFile(browser.person)
      if (inBin) await binned(id)
      const request = () => browser.submit(page, { 'files[]': id }, action)
      const { answer, left } = await overtaken(browser.person, endAllAccess, request)
      assert.match(answer.headers.location!, /^\/login/)
      assert.deepEqual(await rowsOf(browser.person), left)
    })

  test('does not rename it by a script', async ({ assert }) => {
    const app = await signInApp()
    const { id } = await keepFile(app.person)
    const script = await makeScript(['files:write'], app)
    const request = () => script.api('PATCH', `${FILES}/${id}`, { name: 'new.txt' })
    const { answer, left } = await overtaken(app.person, endAllAccess, request)
    assert.deepEqual([answer.status, answer.problem.code], [401, 'invalid_token'])
    assert.deepEqual(await rowsOf(app.person), left)
  })

  test('does not end a share or a link', async ({ assert }) => {
    for (const what of ['shares', 'links']) {
      const app = await signInApp()
      const file = await keepFile(app.person)
      const share = { with: 'friend@example.org' }
      const made = what === 'links' ? await linked(app, file) : await shared(app, file, share)
      const request = () => app.api('DELETE', `/api/v1/${what}/${made.id}`)
      const { answer, left } = await overtaken(app.person, endAllAccess, request)
      assert.deepEqual([answer.status, answer.problem.code], [401, 'invalid_token'])
      assert.deepEqual(await rowsOf(app.person), left)
    }
  })
})
