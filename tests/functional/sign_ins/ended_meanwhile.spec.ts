import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import User from '#models/user'
import { endAllAccess } from '#sign_ins/end'
import { type App, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { send } from '#tests/helpers/clients/http'
import { ENDS, overtaken, rowsOf } from '#tests/helpers/overtaken'
import { makeScript } from '#tests/helpers/clients/scripts'
import { answerCode, approve, askForCodes, codeOf, poll } from '#tests/helpers/people/device_codes'
import { drawn, sendPicture } from '#tests/helpers/people/pictures'
import { signInAppOfSuperUser, uncrown } from '#tests/helpers/people/super_user'
import { createUser, OTHER_PASSWORD, PASSWORD } from '#tests/helpers/people/users'
import { file, form, MULTIPART, upload } from '#tests/helpers/transfers/uploads'

/** What somebody keeps of an account, or takes away from its owner. */
const LASTING: Record<string, (app: App) => ReturnType<App['api']>> = {
  'a handoff': (app) => app.api('POST', '/api/v1/handoffs', { path: '/files' }),
  'a personal token': (app) =>
    app.api('POST', '/api/v1/personal-tokens', { name: 'Backup', scopes: ['files:read'] }),
  'a personal token by password': (app) => {
    const wish = { name: 'Backup', scopes: ['files:read'], currentPassword: PASSWORD }
    return app.api('POST', '/api/v1/personal-tokens', wish)
  },
  'a confirmation': (app) =>
    app.api('PUT', '/api/v1/sign-ins/current/confirmation', { password: PASSWORD }),
  'a password': (app) => app.api('PUT', '/api/v1/me/password', { password: OTHER_PASSWORD }),
  'an address': (app) => app.api('PATCH', '/api/v1/me', { email: 'thief@example.org' }),
  'a username': (app) => app.api('PATCH', '/api/v1/me', { username: 'somebodyelse' }),
  'the end of other sign-ins': (app) => app.api('DELETE', '/api/v1/sign-ins'),
  'the end of the account': (app) => app.api('DELETE', '/api/v1/me'),
  'a file': (app) => upload(app),
  'a picture': async (app) => sendPicture(app, await drawn('jpeg')),
  'an archive': (app) => app.api('POST', '/api/v1/me/exports'),
}

/** A confirmation is worth nothing without the account, and does not ask for it. */
const UNASKED: Record<string, string> = { 'a confirmation': 'the account is suspended' }

const CASES = Object.keys(ENDS).flatMap((how) =>
  Object.keys(LASTING)
    .filter((what) => UNASKED[what] !== how)
    .map((what) => ({ how, what }))
)

test.group('A request that was let in before access ended', () => {
  test('comes too late for {what} where {how}')
    .with(CASES)
    .run(async ({ assert }, { how, what }) => {
      const app = await signInApp()
      const { end, told } = ENDS[how]
      const { answer, left } = await overtaken(app.person, end, () => LASTING[what](app))
      assert.deepEqual([answer.status, answer.problem.code], told)
      assert.deepEqual(await rowsOf(app.person), left)
    })

  test('leaves no file that a script was sending', async ({ assert }) => {
    const app = await signInApp()
    const script = await makeScript(['files:write'], app)
    const headers = { ...MULTIPART, Authorization: `Bearer ${script.token}` }
    const body = form(file('late.txt'))
    const request = () => send('POST', '/api/v1/files', { headers, body })
    const { answer, left } = await overtaken(app.person, endAllAccess, request)
    assert.deepEqual([answer.status, answer.problem.code], [401, 'invalid_token'])
    assert.deepEqual(await rowsOf(app.person), left)
  })

  test('does not hand the role of the super user over', async ({ assert, cleanup }) => {
    cleanup(uncrown)
    const [app, heir] = [await signInAppOfSuperUser(), await createUser()]
    const request = () => app.api('PUT', '/api/v1/admin/super-user', { username: heir.username })
    const { answer } = await overtaken(app.person, endAllAccess, request)
    assert.deepEqual([answer.status, answer.problem.code], [401, 'invalid_token'])
    assert.isFalse((await User.findOrFail(heir.id)).isSuperUser)
  })

  test('lets in no app whose code it approves', async ({ assert }) => {
    const [browser, codes] = [await signInBrowser(), await askForCodes()]
    const { answer } = await overtaken(browser.person, endAllAccess, () => approve(browser, codes))
    assert.match(answer.headers.location!, /^\/login/)
    assert.deepEqual(await codeOf(poll(codes)), [400, 'authorization_pending'])
  })

  test('turns no app away whose code it refuses', async ({ assert }) => {
    const [browser, codes] = [await signInBrowser(), await askForCodes()]
    const refuse = () => answerCode(browser, 'DELETE', codes.userCode)
    const { answer } = await overtaken(browser.person, endAllAccess, refuse)
    assert.match(answer.headers.location!, /^\/login/)
    assert.deepEqual(await codeOf(poll(codes)), [400, 'authorization_pending'])
  })
})

test.group('Two sign-ins that end each other', () => {
  test('leave the one that came first', async ({ assert }) => {
    const first = await signInApp()
    const second = await signInApp(first.person)
    const answers = await Promise.all(
      [first, second].map((app) => app.api('DELETE', '/api/v1/sign-ins'))
    )
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [204, 401])
    const left = await db.from('sign_ins').where('user_id', first.person.id)
    assert.lengthOf(left, 1)
  })
})
