import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { type App, signInApp } from '#tests/helpers/clients/sign_in'
import { signInAppOfSuperUser, uncrown } from '#tests/helpers/people/super_user'
import { createUser, type Person, suspend, uniqueName } from '#tests/helpers/people/users'

type Change = { app: App; person: Person; path: string; method: string; body?: object }

const ofOneself = async (method: string, body: (person: Person) => object): Promise<Change> => {
  const app = await signInApp()
  return { app, person: app.person, path: '/api/v1/me', method, body: body(app.person) }
}

const ofSomebody = async (method: string): Promise<Change> => {
  const [app, person] = [await signInAppOfSuperUser(), await createUser()]
  return { app, person, path: `/api/v1/admin/users/${person.id}`, method }
}

const CHANGES: Record<string, () => Promise<Change>> = {
  'a username': () => ofOneself('PATCH', () => ({ username: uniqueName() })),
  'that there is an account': () =>
    ofOneself('DELETE', ({ password }) => ({ currentPassword: password })),
  'that somebody has an account': () => ofSomebody('DELETE'),
}

/** As if it had ended a minute ago. */
async function letSuspensionEnd(person: Person) {
  await suspend(person, { until: DateTime.now().plus({ hours: 1 }) })
  const end = { suspended_until: db.raw(`now() - interval '1 minute'`) }
  await db.from('users').where('id', person.id).update(end)
}

test.group('A version after a suspension that has ended by itself', (group) => {
  group.setup(() => uncrown)

  for (const [what, open] of Object.entries(CHANGES))
    test(`is that of the row: it changes ${what}`, async ({ assert }) => {
      const { app, person, path, method, body } = await open()
      await letSuspensionEnd(person)
      const tag = (await app.get(path)).headers.etag!
      const answer = await app.api(method, path, body, { 'If-Match': tag })
      assert.oneOf(answer.status, [200, 204], answer.text)
    })
})
