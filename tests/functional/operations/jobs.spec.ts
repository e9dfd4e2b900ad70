import { test } from '@japa/runner'
import { signInAppOfSuperUser, uncrown } from '#tests/helpers/people/super_user'

type Jobs = { jobs: { name: string; everySeconds: number }[] }

test.group('What runs on its own', (group) => {
  group.teardown(uncrown)

  test('is named in the overview, with how often', async ({ assert }) => {
    const admin = await signInAppOfSuperUser()
    const answer = await admin.get('/api/v1/admin/overview')
    assert.sameDeepMembers(
      answer.data<Jobs>().jobs.map(({ name, everySeconds }) => [name, everySeconds]),
      [
        ['auth:prune', 0],
        ['events:seal', 60],
        ['bulk:run', 5],
        ['exports:make', 5],
        ['webhooks:deliver', 2],
      ]
    )
  })
})
