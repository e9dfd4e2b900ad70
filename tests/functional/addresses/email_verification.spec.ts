import emitter from '@adonisjs/core/services/emitter'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { Browser, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { get, send } from '#tests/helpers/clients/http'
import { atOnce } from '#tests/helpers/database/transactions'
import { linkIn, mailsTo } from '#tests/helpers/people/mailbox'
import { signInAppOfSuperUser, uncrown } from '#tests/helpers/people/super_user'
import { createUser, type Person, type UserBody } from '#tests/helpers/people/users'

const confirm = (token: string) => send('PUT', '/api/v1/email-verifications', { json: { token } })

async function isVerified({ id }: Person) {
  const user = await db.from('users').where('id', id).firstOrFail()
  return user.email_verified_at !== null
}

test.group('Confirming an email address', () => {
  test('is asked for by a mail after registration', async ({ assert }) => {
    const ann = await createUser()
    const [mail] = await mailsTo(ann.email)
    assert.equal(mail.kind, 'verify_email')
    assert.include(mail.text!, `${process.env.APP_URL}/verify-email/gatehouse_ev_`)
    assert.include(mail.html!, `href="${process.env.APP_URL}/verify-email/gatehouse_ev_`)
  })

  test('works by the API with the token, once', async ({ assert }) => {
    const ann = await signInApp()
    const { token } = await linkIn(ann.person.email, 'verify_email')
    assert.equal((await confirm(token)).status, 204)
    const { emailVerifiedAt } = (await ann.get('/api/v1/me')).data<UserBody>()
    assert.isNotNull(emailVerifiedAt)

    const again = await confirm(token)
    assert.equal(again.status, 422)
    assert.equal(again.problem.errors![0].field, 'token')
  })

  test('needs the button on the page: opening the link changes nothing', async ({ assert }) => {
    const ann = await createUser()
    const { path } = await linkIn(ann.email, 'verify_email')
    const browser = new Browser()
    const page = await browser.get(path)
    assert.equal(page.status, 200)
    assert.include(page.text.replace('<wbr>', ''), ann.email)
    assert.equal(page.headers['referrer-policy'], 'no-referrer')
    assert.equal(page.headers['cache-control'], 'no-store')
    assert.isFalse(await isVerified(ann))

    const answer = await browser.submit(path, {})
    assert.deepEqual([answer.status, answer.headers.location], [303, '/login'])
    assert.isTrue(await isVerified(ann))
  })

  test('leads who is signed in to the account page', async ({ assert }) => {
    const browser = await signInBrowser()
    const { path } = await linkIn(browser.person.email, 'verify_email')
    const answer = await browser.submit(path, {})
    assert.equal(answer.headers.location, '/account')
    assert.include((await browser.get('/account')).text, 'Your email address is confirmed.')
  })

  test('shows a page that says so for a link that is none', async ({ assert }) => {
    for (const token of ['x', '%00', 'a'.repeat(3_000), `gatehouse_ev_${'0'.repeat(36)}`]) {
      const page = await get(`/verify-email/${token}`)
      assert.equal(page.status, 404, token.slice(0, 20))
      assert.include(page.text, 'This link is invalid', token.slice(0, 20))
    }
  })

  test('refuses bad tokens by the API, and never fails over them', async ({ assert }) => {
    for (const token of ['x', 'gatehouse_ev_' + '0'.repeat(36), 'a'.repeat(3000), 7, null]) {
      const answer = await send('PUT', '/api/v1/email-verifications', { json: { token } })
      assert.equal(answer.status, 422, String(token).slice(0, 20))
    }
  })

  test('does not repeat the token in the redirect after a dead link', async ({ assert }) => {
    const ann = await createUser()
    const { path, token } = await linkIn(ann.email, 'verify_email')
    const browser = new Browser()
    const csrf = await browser.csrfToken(path)
    await confirm(token)
    const answer = await browser.submit('/forgot-password', { _csrf: csrf }, path)
    assert.equal(answer.status, 303)
    assert.notInclude(answer.headers.location!, token)
  })

  test('is over after a day', async ({ assert }) => {
    const ann = await createUser()
    const { token } = await linkIn(ann.email, 'verify_email')
    await db
      .from('email_verifications')
      .where('user_id', ann.id)
      .update({ expires_at: db.raw(`expires_at - interval '24 hours'`) })
    assert.equal((await confirm(token)).status, 422)
  })

  test('can be asked for again, for as long as there is something to confirm', async ({
    assert,
  }) => {
    const ann = await signInApp()
    assert.equal((await ann.api('POST', '/api/v1/email-verifications')).status, 202)
    assert.lengthOf(await mailsTo(ann.person.email), 2)

    const { token } = await linkIn(ann.person.email, 'verify_email')
    await ann.api('PUT', '/api/v1/email-verifications', { token })
    assert.equal((await ann.api('POST', '/api/v1/email-verifications')).status, 202)
    assert.lengthOf(await mailsTo(ann.person.email), 2)
  })

  test('can be asked for again on the account page', async ({ assert }) => {
    const browser = await signInBrowser()
    const answer = await browser.submit('/account', {}, '/account/email-verifications')
    assert.equal(answer.headers.location, '/account')
    assert.lengthOf(await mailsTo(browser.person.email), 2)
  })

  test('succeeds once of two at the same moment', async ({ assert }) => {
    const ann = await createUser()
    const { token } = await linkIn(ann.email, 'verify_email')
    const answers = await Promise.all([confirm(token), confirm(token)])
    assert.sameMembers(
      answers.map(({ status }) => status),
      [204, 422]
    )
  })

  test('is told to the rest of the application', async ({ assert }) => {
    const ann = await createUser()
    const { token } = await linkIn(ann.email, 'verify_email')
    const told: string[] = []
    const stop = emitter.on('email:verified', ({ email }) => {
      told.push(email)
    })
    await confirm(token).finally(stop)
    assert.deepEqual(told, [ann.email])
  })

  test('is told once, where the super user marks it as confirmed twice at the same moment', async ({
    assert,
    cleanup,
  }) => {
    const admin = await signInAppOfSuperUser()
    cleanup(uncrown)
    const ann = await createUser()
    const told: string[] = []
    cleanup(emitter.on('email:verified', ({ email }) => void told.push(email)))
    const mark = () => admin.api('PUT', `/api/v1/admin/users/${ann.id}/email-verifications`)
    const answers = await atOnce(ann, [mark, mark])
    assert.deepEqual(
      answers.map(({ status }) => status),
      [204, 204]
    )
    assert.deepEqual(told, [ann.email])
  })

  test('keeps only a hash of the token', async ({ assert }) => {
    const ann = await createUser()
    const { token } = await linkIn(ann.email, 'verify_email')
    const [row] = await db.from('email_verifications').where('user_id', ann.id)
    assert.notInclude(JSON.stringify(row), token)
    assert.lengthOf(row.token_hash, 32)
  })
})
