import { test } from '@japa/runner'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { postJson } from '#tests/helpers/clients/http'
import { type FileBody, keepFile } from '#tests/helpers/files/files'
import { signInAppOfSuperUser, uncrown } from '#tests/helpers/people/super_user'
import { createUser } from '#tests/helpers/people/users'

/** Texts in which there is nothing to see: blanks of all kinds, joiners, marks, fillers and tags. */
const UNSEEN = ['\u00a0', '\u200b', '\u200d\u2060', '\ufeff', '\u3164\u115f', '\ufe0f', '\u{e0041}']

type Sender = Awaited<ReturnType<typeof signInApp>>

/** How each text that people read is set, and the field that it comes in. */
const TEXTS: Record<string, (app: Sender, text: string) => ReturnType<Sender['api']>> = {
  deviceName: ({ person: { username: login, password } }, deviceName) =>
    postJson('/api/v1/tokens', { login, password, deviceName }),
  displayName: (app, displayName) => app.api('PATCH', '/api/v1/me', { displayName }),
  name: (app, name) => app.api('POST', '/api/v1/personal-tokens', { name, scopes: ['files:read'] }),
}

test.group('A text in which there is nothing to see', () => {
  test('is none, as a {$self}')
    .with(Object.keys(TEXTS))
    .run(async ({ assert }, field) => {
      const app = await signInApp()
      for (const text of UNSEEN) {
        const { status, problem } = await TEXTS[field](app, text)
        assert.equal(status, 422, JSON.stringify(text))
        assert.containSubset(problem.errors, [{ field, rule: 'required' }])
      }
    })

  test('is no reason for a suspension', async ({ assert, cleanup }) => {
    cleanup(uncrown)
    const [app, { id }] = [await signInAppOfSuperUser(), await createUser()]
    for (const reason of UNSEEN)
      assert.equal(
        (await app.api('PUT', `/api/v1/admin/users/${id}/suspension`, { reason })).status,
        422
      )
  })

  test('is no name of a file', async ({ assert }) => {
    const app = await signInApp()
    const { id } = await keepFile(app.person)
    for (const name of [...UNSEEN, '\u200b..'])
      assert.equal((await app.api('PATCH', `/api/v1/files/${id}`, { name })).status, 422)
  })
})

test.group('A text with something to see', () => {
  test('loses what cannot be seen at its ends, so that it is one with its like', async ({
    assert,
  }) => {
    const app = await signInApp()
    assert.equal(
      (await TEXTS.name(app, '\ufeffBackup\u00a0')).data<{ name: string }>().name,
      'Backup'
    )
    assert.equal((await TEXTS.name(app, 'Backup\u200b')).status, 422)
  })

  test('keeps how its last character is drawn: {$self}')
    .with(['Ada ❤️', 'Ada 🏴󠁧󠁢󠁥󠁮󠁧󠁿', '葛󠄀'])
    .run(async ({ assert }, name) => {
      const app = await signInApp()
      const { displayName } = (await TEXTS.displayName(app, `${name}\u200b`)).data()
      assert.equal(displayName, name)
      const { id } = await keepFile(app.person)
      assert.equal(
        (await app.api('PATCH', `/api/v1/files/${id}`, { name })).data<FileBody>().name,
        name
      )
    })
})
