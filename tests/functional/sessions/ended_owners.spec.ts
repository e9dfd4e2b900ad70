import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { type App, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { keepFile } from '#tests/helpers/files/files'
import { shared } from '#tests/helpers/files/sharing'
import { ENDS, overtaken, rowsOf } from '#tests/helpers/overtaken'
import { signInAppOfSuperUser, uncrown } from '#tests/helpers/people/super_user'
import { createUser, type Person } from '#tests/helpers/people/users'
import { forgetWebhooks } from '#tests/helpers/servers/receiver'
import { endAllAccess } from '#sign_ins/end'
import { makeWebhook } from '#webhooks/manage'

type Owner = App & { person: Person }

type Request = () => ReturnType<App['api']>

const NAME = 'friend@example.org'

/** What an owner does with what they have. */
const DEEDS: Record<string, (owner: Owner) => Promise<Request>> = {
  async 'make a link'(owner) {
    const { id } = await keepFile(owner.person)
    return () => owner.api('POST', `/api/v1/files/${id}/links`, {})
  },
  async 'share a file'(owner) {
    const { id } = await keepFile(owner.person)
    return () => owner.api('POST', `/api/v1/files/${id}/shares`, { with: NAME, role: 'viewer' })
  },
  async 'give a stronger role'(owner) {
    const { id } = await shared(owner, await keepFile(owner.person), { with: NAME })
    return () => owner.api('PATCH', `/api/v1/shares/${id}`, { role: 'editor' })
  },
  async 'end another sign-in'(owner) {
    await signInBrowser(owner.person)
    const other = { user_id: owner.person.id, kind: 'browser' }
    const { id } = await db.from('sign_ins').where(other).firstOrFail()
    return () => owner.api('DELETE', `/api/v1/sign-ins/${id}`)
  },
  async 'end a personal token'(owner) {
    const wish = { name: 'Backup', scopes: ['files:read'] }
    const made = await owner.api('POST', '/api/v1/personal-tokens', wish)
    const { id } = made.data<{ id: string }>()
    return () => owner.api('DELETE', `/api/v1/personal-tokens/${id}`)
  },
}

const CASES = Object.keys(ENDS).flatMap((how) => Object.keys(DEEDS).map((what) => ({ how, what })))

test.group('An owner whose access ends before the request is done', () => {
  test('does not {what} where {how}')
    .with(CASES)
    .run(async ({ assert }, { how, what }) => {
      const owner = await signInApp()
      const { end, told } = ENDS[how]
      const request = await DEEDS[what](owner)
      const { answer, left } = await overtaken(owner.person, end, request)
      assert.deepEqual([answer.status, answer.problem.code], told)
      assert.deepEqual(await rowsOf(owner.person), left)
    })
})

const WEBHOOKS = '/api/v1/admin/webhooks'

const URL_OF_ANOTHER = { url: 'https://elsewhere.example.org/' }

test.group('A super user whose access ends before the request is done', (group) => {
  group.each.setup(forgetWebhooks)
  group.each.teardown(uncrown)

  test('does not {0} a webhook')
    .with([
      ['make', 'POST', () => WEBHOOKS, URL_OF_ANOTHER],
      ['turn', 'PATCH', (id: string) => `${WEBHOOKS}/${id}`, URL_OF_ANOTHER],
      ['learn the secret of', 'POST', (id: string) => `${WEBHOOKS}/${id}/secrets`, undefined],
    ] as const)
    .run(async ({ assert }, [, method, pathOf, body]) => {
      const app = await signInAppOfSuperUser()
      const { webhook } = await makeWebhook({ url: 'https://example.org/' })
      const before = await db.from('webhooks').select('id', 'url', 'secret')
      const request = () => app.api(method, pathOf(webhook.id), body)
      const { answer } = await overtaken(app.person, endAllAccess, request)
      assert.deepEqual([answer.status, answer.problem.code], [401, 'invalid_token'])
      assert.deepEqual(await db.from('webhooks').select('id', 'url', 'secret'), before)
    })
})

test.group('Two that end each other', () => {
  test('leave the one that came first, by its id', async ({ assert }) => {
    const person = await createUser()
    const apps = [await signInApp(person), await signInApp(person)]
    const ids = apps.map(({ pair }) => pair.signIn.id)
    const answers = await Promise.all(
      apps.map((app, at) => app.api('DELETE', `/api/v1/sign-ins/${ids[1 - at]}`))
    )
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [204, 401])
    assert.lengthOf(await db.from('sign_ins').where('user_id', person.id), 1)
  })
})
