import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'

const TABLES = {
  users: 'id = :user',
  sign_ins: 'user_id = :user',
  sessions: 'sign_in_id in (select id from sign_ins where user_id = :user)',
  access_tokens: 'sign_in_id in (select id from sign_ins where user_id = :user)',
  refresh_tokens: 'sign_in_id in (select id from sign_ins where user_id = :user)',
  events: 'user_id = :user',
}

/** Everything that is stored of somebody, as text. */
async function storedOf({ id }: { id: number }) {
  const texts = Object.entries(TABLES).map(async ([table, owned]) => {
    const statement = `select string_agg(t::text, ' ') as text from ${table} t where ${owned}`
    const { rows } = await db.rawQuery<{ rows: { text: string | null }[] }>(statement, { user: id })
    return rows[0].text ?? ''
  })
  return (await Promise.all(texts)).join(' ')
}

test.group('What a thief of the database finds', () => {
  test('is no password, session id or token', async ({ assert }) => {
    const app = await signInApp()
    const browser = await signInBrowser(app.person)
    await browser.submit('/account', { currentPassword: 'typed wrongly' }, '/account/password')
    await app.refresh()

    const stored = await storedOf(app.person)
    assert.include(stored, app.person.email)
    const { accessToken, refreshToken } = app.pair
    for (const secret of [app.person.password, browser.sessionId!, accessToken, refreshToken]) {
      assert.notInclude(stored, secret)
      assert.notInclude(stored, Buffer.from(secret).toString('hex'))
    }
    assert.notInclude(stored, 'typed wrongly')
  })
})
