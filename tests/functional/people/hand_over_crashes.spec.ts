import { test } from '@japa/runner'
import pg from 'pg'
import User from '#models/user'
import type { App } from '#tests/helpers/clients/sign_in'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { createSuperUser, uncrown } from '#tests/helpers/people/super_user'
import { createUser, type Person } from '#tests/helpers/people/users'
import { releaseLater } from '#tests/helpers/release'
import { startServer } from '#tests/helpers/servers/server'
import { until } from '#tests/helpers/until'

const PLACE = '/api/v1/admin/super-user'

const holders = async () => (await User.query().where('is_super_user', true)).map(({ id }) => id)

/** Where the instance is killed from which half of them come. */
const MOMENTS = [
  { moment: 'while all wait for the account', before: true, pause: 0 },
  { moment: 'as the first goes on', before: false, pause: 0 },
  { moment: 'in the midst of them', before: false, pause: 15 },
]

/** By a connection of its own: those who wait take all that the server has. */
async function holdAccount({ id }: Person) {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  releaseLater(() => client.end())
  await client.query('begin')
  await client.query('select from users where id = $1 for update', [id])
  return {
    release: () => client.query('rollback'),
    async countWaiting() {
      const { rowCount } = await client.query(
        `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
      )
      return rowCount ?? 0
    },
  }
}

test.group('Of 20 who are handed the role at once', (group) => {
  group.each.teardown(uncrown)

  const ask = ({ username }: Person, app: App, origin?: string) =>
    app
      .send('PUT', PLACE, { json: { username }, origin })
      .then(({ status }) => status)
      .catch(() => null)

  test('one is the super user, where an instance is killed {moment}')
    .with(MOMENTS)
    .run(async ({ assert }, { before, pause }) => {
      const app = await signInApp(await createSuperUser())
      const heirs = await Promise.all(Array.from({ length: 20 }, () => createUser()))
      const server = await startServer({})
      const held = await holdAccount(app.person)

      const asked = heirs.map((heir, place) =>
        ask(heir, app, place % 2 ? server.origin : undefined)
      )
      await until('several wait', async () => (await held.countWaiting()) > 2)
      if (before) await server.stop()
      await held.release()
      await new Promise((resolve) => setTimeout(resolve, pause))
      await server.stop()
      const statuses = await Promise.all(asked)

      const [holder, ...others] = await holders()
      assert.isEmpty(others)
      assert.isAtMost(statuses.filter((status) => status === 200).length, 1)
      const winner = heirs[statuses.indexOf(200)]
      if (winner) assert.equal(holder, winner.id)
      else assert.include([app.person.id, ...heirs.map(({ id }) => id)], holder)

      const next = heirs.find(({ id }) => id === holder) ?? app.person
      assert.equal((await (await signInApp(next)).get('/api/v1/admin/users')).status, 200)
    })
})
