import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { Browser, signInApp } from '#tests/helpers/clients/sign_in'
import { get, send } from '#tests/helpers/clients/http'
import { linkIn } from '#tests/helpers/people/mailbox'
import { linkFor, reset, signInWith } from '#tests/helpers/people/password_resets'
import { createUser, OTHER_PASSWORD, uniqueName } from '#tests/helpers/people/users'

test.group('A link to reset a password', () => {
  test('needs the form: opening it changes nothing, and tells nobody where it is', async ({
    assert,
  }) => {
    const ann = await createUser()
    const { path, token } = await linkFor(ann.email)
    const page = await get(path)
    assert.equal(page.status, 200)
    assert.equal(page.headers['referrer-policy'], 'no-referrer')
    assert.notMatch(page.text, /(src|href)=["']https?:/)
    assert.equal((await reset(token)).status, 204)
    assert.equal((await get(path)).status, 404)
  })

  test('shows what is wrong with a new password, and stays good', async ({ assert }) => {
    const ann = await createUser()
    const { path, token } = await linkFor(ann.email)
    const browser = new Browser()
    const refused = await browser.submit(path, { password: 'short', passwordConfirmation: 'short' })
    assert.equal(refused.status, 303)
    assert.notInclude(refused.headers.location!, token)
    assert.include((await browser.get(path + '?again')).text, 'at least 12 characters')

    const personal = await reset(token, `${ann.username} and more`)
    assert.equal(personal.problem.errors![0].field, 'password')
    assert.equal((await reset(token)).status, 204)
  })

  test('is over after an hour', async ({ assert }) => {
    const ann = await createUser()
    const { token } = await linkFor(ann.email)
    await db
      .from('password_resets')
      .where('user_id', ann.id)
      .update({ expires_at: db.raw(`expires_at - interval '60 minutes'`) })
    assert.equal((await reset(token)).status, 422)
  })

  test('is void once there is a newer one', async ({ assert }) => {
    const ann = await createUser()
    const { token: first } = await linkFor(ann.email)
    const { token: second } = await linkFor(ann.email)
    assert.equal((await reset(first)).status, 422)
    assert.equal((await reset(second)).status, 204)
  })

  test('works once of several times at the same moment', async ({ assert }) => {
    const ann = await createUser()
    const { token } = await linkFor(ann.email)
    const passwords = ['violin harbour one', 'violin harbour two', 'violin harbour six']
    const answers = await Promise.all(passwords.map((password) => reset(token, password)))
    const winners = passwords.filter((_, i) => answers[i].status === 204)
    assert.lengthOf(winners, 1)
    assert.lengthOf(
      answers.filter(({ status }) => status === 422),
      2
    )
    assert.equal((await signInWith(ann.username, winners[0])).status, 201)
  })

  test('is void after a change of password', async ({ assert }) => {
    const ann = await signInApp()
    const { token } = await linkFor(ann.person.email)
    await ann.api('PUT', '/api/v1/me/password', {
      currentPassword: ann.person.password,
      password: OTHER_PASSWORD,
    })
    assert.equal((await reset(token, 'another harbour nine')).status, 422)
  })

  test('stops a change of address that somebody else may have asked for', async ({ assert }) => {
    const ann = await signInApp()
    const newEmail = `${uniqueName()}@example.org`
    const { email, password: currentPassword } = ann.person
    await ann.api('PATCH', '/api/v1/me', { email: newEmail, currentPassword })
    const { token: change } = await linkIn(newEmail, 'verify_email')
    const { token } = await linkFor(email)
    assert.equal((await reset(token)).status, 204)

    const answer = await send('PUT', '/api/v1/email-verifications', { json: { token: change } })
    assert.equal(answer.status, 422)
  })
})
