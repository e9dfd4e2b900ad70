import { test } from '@japa/runner'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { list } from '#tests/helpers/files/file_lists'
import { keepFile } from '#tests/helpers/files/files'
import { postJson } from '#tests/helpers/clients/http'
import { share, signInOwner } from '#tests/helpers/files/sharing'
import { createUser } from '#tests/helpers/people/users'

/** What comes along when a name is copied from a page, a chat or a mail, and nobody sees. */
const UNSEEN = [
  '\u00a0',
  '\u200b',
  '\u200d',
  '\u200e',
  '\u200f',
  '\u202a',
  '\u202c',
  '\u2066',
  '\u2069',
  '\u2060',
  '\ufeff',
  '\u3000',
  '\u2028',
  '\t\r\n',
]

test.group('A name that was pasted', () => {
  test('is found whatever surrounds it unseen', async ({ assert }) => {
    const person = await createUser()
    const { owner, file } = await signInOwner()
    for (const unseen of UNSEEN)
      for (const name of [person.username, person.email.toUpperCase()]) {
        const pasted = `${unseen}${name}${unseen}${unseen}`
        const about = `${escape(unseen)} ${name}`
        const signIn = { login: pasted, password: person.password }
        assert.equal((await postJson('/api/v1/tokens', signIn)).status, 201, about)
        assert.oneOf((await share(owner, file, { with: pasted })).status, [200, 201], about)
        if (!name.includes('@')) continue
        const reset = await postJson('/api/v1/password-resets', { email: pasted })
        assert.equal(reset.status, 202, about)
      }
  })

  test('is another with something unseen inside', async ({ assert }) => {
    const person = await createUser()
    for (const unseen of UNSEEN) {
      const login = `${person.username.slice(0, 2)}${unseen}${person.username.slice(2)}`
      const answer = await postJson('/api/v1/tokens', { login, password: person.password })
      assert.equal(answer.status, 400, escape(unseen))
    }
  })

  test('finds files by what is seen of it', async ({ assert }) => {
    const app = await signInApp()
    await keepFile(app.person, { name: 'Report.txt' })
    for (const unseen of UNSEEN) {
      const { names } = await list(app, { q: `${unseen}report${unseen}` })
      assert.deepEqual(names, ['Report.txt'], escape(unseen))
    }
  })
})

test.group('The case of a letter', () => {
  test('does not matter to a search, in any script: {0}')
    .with([
      ['ÉCOLE', 'école'],
      ['ЖУРНАЛ', 'журнал'],
      ['ΟΔΟΣ', 'οδος'],
      ['ὈΔΥΣΣΕΎΣ', 'ὀδυσσεύσ'],
      ['Straße', 'STRASSE'],
      ['ÅNGSTRÖM', 'ångström'],
      ['ĐỒNG', 'đồng'],
      ['Ɐ', 'ɐ'],
    ])
    .run(async ({ assert }, [name, other]) => {
      const app = await signInApp()
      await keepFile(app.person, { name: `1 ${name}.txt` })
      for (const q of [name, other, name.toLowerCase(), other.toUpperCase()])
        assert.lengthOf((await list(app, { q })).names, 1, q)
    })
})
