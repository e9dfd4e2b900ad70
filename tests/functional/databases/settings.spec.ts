import { test } from '@japa/runner'
import type { Answer } from '#tests/helpers/clients/http'
import { startApart } from '#tests/helpers/server_apart'
import { uniqueName } from '#tests/helpers/people/users'

/** What an operator may have set for all that is on a server, or for another application of the same database. */
const SETTINGS = [
  ["datestyle = 'SQL, DMY'", "intervalstyle = 'sql_standard'"],
  ["datestyle = 'German'", "timezone = 'Asia/Kathmandu'"],
  ["default_transaction_isolation = 'repeatable read'"],
  ["default_transaction_isolation = 'serializable'", "bytea_output = 'escape'"],
  ['standard_conforming_strings = off', 'extra_float_digits = -15'],
]

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

const statusesOf = (answers: Answer[]) => answers.map(({ status }) => status)

for (const settings of SETTINGS)
  test.group(`In a database with ${settings.join(' and ')}`, (group) => {
    let apart: Awaited<ReturnType<typeof startApart>>
    group.setup(async () => {
      apart = await startApart({ settings })
      return apart.end
    })

    test('times are as they are elsewhere', async ({ assert }) => {
      const app = await apart.signIn()
      const me = (await app.get('/api/v1/me')).data()
      assert.match(String(me.createdAt), TIME)
      assert.closeTo(Date.parse(String(me.createdAt)), Date.now(), 60_000)
      const { signIn } = app.pair
      for (const time of [signIn.createdAt, signIn.expiresAt]) assert.match(time, TIME)
    })

    test('a list goes on where its page has ended', async ({ assert }) => {
      const app = await apart.signIn()
      for (let made = 0; made < 3; made++)
        await app.api('POST', '/api/v1/personal-tokens', {
          name: uniqueName(),
          scopes: ['files:read'],
        })
      const seen: string[] = []
      for (let after = ''; after !== 'null';) {
        const { status, text } = await app.get(`/api/v1/personal-tokens?perPage=1${after}`)
        assert.equal(status, 200)
        const { data, meta } = JSON.parse(text)
        seen.push(data[0].id)
        after = meta.nextCursor ? `&after=${encodeURIComponent(meta.nextCursor)}` : 'null'
      }
      assert.lengthOf([...new Set(seen)], 3)
    })

    test('changes at the same moment wait for each other', async ({ assert }) => {
      const app = await apart.signIn()
      const change = (at: number) =>
        app.api('PATCH', '/api/v1/me', { displayName: `Ada ${at}`, username: uniqueName() })
      const changed = await Promise.all(Array.from({ length: 8 }, (_, at) => change(at)))
      assert.deepEqual(statusesOf(changed), Array(8).fill(200))

      const { refreshToken } = app.pair
      const refresh = () => apart.ask('POST', '/api/v1/tokens/refresh', { refreshToken })
      const refreshed = await Promise.all(Array.from({ length: 4 }, refresh))
      assert.deepEqual(statusesOf(refreshed), Array(4).fill(200))
    })
  })
