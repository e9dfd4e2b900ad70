import { test } from '@japa/runner'
import { SAMPLES } from '#tests/conformance/samples'
import { eventsOf } from '#tests/helpers/database/events'
import { signInAppOfSuperUser, uncrown } from '#tests/helpers/people/super_user'

const PERSON = 'PATCH /api/v1/admin/users/:id'
const WEBHOOK = 'PATCH /api/v1/admin/webhooks/:id'
const ME = 'PATCH /api/v1/me'
const SHARE = 'PATCH /api/v1/shares/:id'

const PATCHES = Object.keys(SAMPLES).filter((name) => name.startsWith('PATCH /api/'))

async function patch(name: string, body: object) {
  const app = await signInAppOfSuperUser()
  const { id = '' } = (await SAMPLES[name].params?.(app.person)) ?? {}
  return app.api('PATCH', name.slice('PATCH '.length).replace(':id', id), body)
}

test.group('A change', (group) => {
  group.teardown(uncrown)

  test('of nothing is refused, and not recorded: {route} {body}')
    .with([
      ...PATCHES.map((route) => ({ route, body: {} })),
      { route: PERSON, body: { quota: 5 } },
      { route: WEBHOOK, body: { url: null } },
      { route: WEBHOOK, body: { kinds: null, isActive: null } },
      { route: ME, body: { username: null, email: null } },
      { route: SHARE, body: { role: null } },
    ])
    .run(async ({ assert }, { route, body }) => {
      const events = await eventsOf(async () => {
        const { status, problem } = await patch(route, body)
        assert.deepEqual([status, problem.code], [422, 'validation_failed'])
        assert.lengthOf(problem.errors!, 1)
        assert.match(problem.errors![0].message, /^Send a new |^Give it a name/)
      })
      const kinds = events.map(({ kind }) => kind)
      assert.deepEqual(
        kinds.filter((kind) => kind.endsWith('_changed')),
        []
      )
    })

  test('of a single field is one, and so is taking it back: {route} {body}')
    .with([
      { route: PERSON, body: { quotaBytes: 5 } },
      { route: PERSON, body: { quotaBytes: null } },
      { route: PERSON, body: { fileLimit: 0 } },
      { route: PERSON, body: { fileLimit: null } },
      { route: WEBHOOK, body: { url: 'https://example.org/' } },
      { route: WEBHOOK, body: { kinds: [] } },
      { route: WEBHOOK, body: { isActive: false } },
      { route: ME, body: { theme: null } },
      { route: SHARE, body: { role: 'editor' } },
      { route: SHARE, body: { expiresAt: null } },
    ])
    .run(async ({ assert }, { route, body }) => {
      const answer = await patch(route, body)
      assert.equal(answer.status, 200, answer.text)
    })
})
