import router from '@adonisjs/core/services/router'
import { test } from '@japa/runner'
import { auditedRoutes } from '#access/audit'
import { isForSuperUser } from '#access/route_access'
import { isSafeMethod } from '#http/safe_method'
import { endAllAccess } from '#sign_ins/end'
import { type App, signInApp } from '#tests/helpers/clients/sign_in'
import { overtaken } from '#tests/helpers/overtaken'
import { ADMIN, DEEDS, requestOf, stateBeside } from '#tests/helpers/deeds'
import { signInAppOfSuperUser, uncrown } from '#tests/helpers/people/super_user'
import { createUser } from '#tests/helpers/people/users'
import { forgetWebhooks } from '#tests/helpers/servers/receiver'

test('Every change that only the super user may ask for is tried here', ({ assert }) => {
  const changes = auditedRoutes(router)
    .filter(
      ({ access, face, method }) =>
        isForSuperUser(access) && face === 'api' && !isSafeMethod(method)
    )
    .map(({ method, path }) => `${method} ${path.replace(ADMIN, '')}`)
  const tried = new Set(Object.values(DEEDS).map(({ route }) => route))
  assert.sameMembers([...tried], changes)
})

test.group('A super user whose access ends before the request is done', (group) => {
  group.each.setup(forgetWebhooks)
  group.each.teardown(uncrown)

  test('does not {$self}')
    .with(Object.keys(DEEDS))
    .run(async ({ assert }, deed) => {
      const app = await signInAppOfSuperUser()
      const { method, path, body } = await requestOf(deed, await createUser())
      const before = await stateBeside(app.person)
      const { answer } = await overtaken(app.person, endAllAccess, () =>
        app.api(method, path, body)
      )
      assert.deepEqual([answer.status, answer.problem.code], [401, 'invalid_token'])
      assert.deepEqual(await stateBeside(app.person), before)
    })

  test('leaves the first of two sign-ins of their own that end each other', async ({ assert }) => {
    const first = await signInAppOfSuperUser()
    const apps = [first, await signInApp(first.person)]
    const ids = apps.map(({ pair }) => pair.signIn.id)
    const answers = await Promise.all(
      apps.map((app, at) => app.api('DELETE', `${ADMIN}/sign-ins/${ids[1 - at]}`))
    )
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [204, 401])
  })
})

test.group('A super user who hands the role over before the body has arrived', (group) => {
  group.each.setup(forgetWebhooks)
  group.each.teardown(uncrown)

  async function handOver(app: App) {
    const { username } = await createUser()
    const { status } = await app.api('PUT', `${ADMIN}/super-user`, { username })
    if (status !== 200) throw new Error(`Could not hand the role over: ${status}`)
  }

  test('does not {$self}')
    .with(Object.keys(DEEDS))
    .run(async ({ assert }, deed) => {
      const app = await signInAppOfSuperUser()
      const { method, path, body = {} } = await requestOf(deed, await createUser())
      let before: object | undefined
      const whenAsked = async () => {
        await handOver(app)
        before = await stateBeside(app.person)
      }
      const answer = await app.send(method, path, { json: body, whenAsked })
      assert.deepEqual([answer.status, answer.problem.code], [404, 'not_found'])
      assert.deepEqual(await stateBeside(app.person), before)
    })
})
