import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import {
  App,
  signInApp,
  signInBrowser,
  type SignInBody,
  type TokenPairBody,
} from '#tests/helpers/clients/sign_in'
import { ORIGIN, postJson } from '#tests/helpers/clients/http'
import { countSignIns } from '#tests/helpers/database/rows'
import { setLimits } from '#tests/helpers/people/limits'
import { createSuperUser, uncrown } from '#tests/helpers/people/super_user'
import { OTHER_PASSWORD, PASSWORD, suspend } from '#tests/helpers/people/users'
import {
  type Codes,
  askForCodes,
  codeOf,
  poll,
  approve,
  letPass,
  approved,
  answerCode,
} from '#tests/helpers/people/device_codes'

test.group('An app that asks to be signed in elsewhere', () => {
  test('is given two codes, and told where the one is typed', async ({ assert }) => {
    const reply = await postJson('/api/v1/device-authorizations', { deviceName: 'Television' })
    assert.equal(reply.status, 201)
    assert.include(reply.headers['cache-control'], 'no-store')
    const { deviceCode, userCode, ...rest } = reply.data<Codes>()
    assert.match(deviceCode, /^gatehouse_dc_[0-9A-Za-z]{36}$/)
    assert.match(userCode, /^[B-Z]{4}-[B-Z]{4}$/)
    assert.deepEqual(rest, {
      verificationUri: `${ORIGIN}/device`,
      verificationUriComplete: `${ORIGIN}/device?code=${userCode}`,
      expiresIn: 600,
      interval: 5,
    })
  })

  test('is given a picture of the address for a camera, if it asks for one', async ({ assert }) => {
    const { qrCode } = await askForCodes({ qrCode: true })
    assert.match(qrCode!, /^<svg[^>]+viewBox/)
    assert.notProperty(await askForCodes(), 'qrCode')
  })

  test('waits until somebody approves, and is signed in by its next question', async ({
    assert,
  }) => {
    const browser = await signInBrowser()
    const codes = await askForCodes()
    assert.deepEqual(await codeOf(poll(codes)), [400, 'authorization_pending'])
    const done = await approve(browser, codes)
    assert.deepEqual([done.status, done.headers.location], [303, '/account/sign-ins'])
    await letPass(5)

    const signedIn = await poll(codes)
    assert.equal(signedIn.status, 201)
    const app = new App(signedIn.data<TokenPairBody>())
    const signIns = (await app.get('/api/v1/sign-ins')).data<SignInBody[]>()
    assert.containSubset(
      signIns.find(({ current }) => current),
      { kind: 'app', name: 'Television' }
    )
    assert.equal((await app.refresh()).status, 200)
  })

  test('is signed in once, however many of its questions come at once', async ({ assert }) => {
    const { codes, person } = await approved()
    const replies = await Promise.all(Array.from({ length: 6 }, () => poll(codes)))
    const statuses = replies.map(({ status }) => status)
    assert.lengthOf(
      statuses.filter((status) => status === 201),
      1
    )
    assert.equal(await countSignIns(person), 2)
    assert.deepEqual(await codeOf(poll(codes)), [400, 'invalid_grant'])
  })

  test('confirms nothing by being approved', async ({ assert }) => {
    const { codes } = await approved()
    const app = new App((await poll(codes)).data<TokenPairBody>())
    const wish = { name: 'Backup', scopes: ['files:read'] }
    const refused = await app.api('POST', '/api/v1/personal-tokens', wish)
    assert.deepEqual([refused.status, refused.problem.code], [403, 'reauthentication_required'])
  })

  test('is told to slow down where it asks too often, and to wait longer from then on', async ({
    assert,
  }) => {
    const codes = await askForCodes()
    const outcomes: unknown[] = []
    for (const pause of [0, 0, 6, 16]) {
      await letPass(pause)
      outcomes.push((await codeOf(poll(codes)))[1])
    }
    assert.deepEqual(outcomes, [
      'authorization_pending',
      'slow_down',
      'slow_down',
      'authorization_pending',
    ])
  })

  test('is told that its code has expired', async ({ assert }) => {
    const codes = await askForCodes()
    await letPass(601)
    assert.deepEqual(await codeOf(poll(codes)), [400, 'expired_token'])
  })

  test('is told that it was refused', async ({ assert }) => {
    const browser = await signInBrowser()
    const codes = await askForCodes()
    await answerCode(browser, 'DELETE', codes.userCode)
    assert.deepEqual(await codeOf(poll(codes)), [400, 'access_denied'])
    assert.equal(await countSignIns(browser.person), 1)
  })

  test('is not signed in by what is no device code: {$self}')
    .with(['nonsense', 'gatehouse_dc_malformed', 'gatehouse_rt_000000000000000000000000000000'])
    .run(async ({ assert }, deviceCode) => {
      const reply = postJson('/api/v1/tokens/device', { deviceCode })
      assert.deepEqual(await codeOf(reply), [400, 'invalid_grant'])
    })

  test('is not signed in to an account that was suspended meanwhile', async ({ assert }) => {
    const { codes, person } = await approved()
    await suspend(person)
    assert.deepEqual(await codeOf(poll(codes)), [403, 'account_suspended'])
  })

  test('is not signed in once the password was changed', async ({ assert }) => {
    const { browser, codes } = await approved()
    const change = { currentPassword: PASSWORD, password: OTHER_PASSWORD }
    await browser.api('PUT', '/api/v1/me/password', change)
    assert.deepEqual(await codeOf(poll(codes)), [400, 'invalid_grant'])
  })

  test('is not signed in once the super user has ended all sign-ins', async ({
    assert,
    cleanup,
  }) => {
    cleanup(uncrown)
    const { codes, person } = await approved()
    const superUser = await signInApp(await createSuperUser())
    await superUser.api('DELETE', `/api/v1/admin/users/${person.id}/sign-ins`)
    assert.deepEqual(await codeOf(poll(codes)), [400, 'invalid_grant'])
  })

  test('leaves no code behind that could be read in the database', async ({ assert }) => {
    const { deviceCode, userCode } = await askForCodes()
    const rows = JSON.stringify(await db.from('device_authorizations'))
    assert.notInclude(rows, deviceCode)
    assert.notInclude(rows, userCode)
    assert.notInclude(rows, userCode.replace('-', ''))
  })

  test('cannot ask for more codes than its network has left', async ({ assert, cleanup }) => {
    cleanup(await setLimits({ deviceAuthorizations: 1 }))
    await askForCodes()
    const reply = await postJson('/api/v1/device-authorizations', {})
    assert.deepEqual([reply.status, reply.problem.code], [429, 'too_many_requests'])
  })
})
