import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { limits } from '#start/limiter'
import { type App, signInApp } from '#tests/helpers/clients/sign_in'
import { appAt, SHIFTS, startServerOff } from '#tests/helpers/servers/clocks'
import { keepFile } from '#tests/helpers/files/files'
import { tryPassword } from '#tests/helpers/people/guesses'
import { type Answer, send } from '#tests/helpers/clients/http'
import { letLimitsPass, setLimits } from '#tests/helpers/people/limits'
import type { SpawnedServer } from '#tests/helpers/servers/server'
import { createUser, uniqueName } from '#tests/helpers/people/users'

for (const shift of SHIFTS) {
  test.group(`The limits of an instance whose clock is ${shift} s off`, (group) => {
    let server: SpawnedServer
    group.setup(async () => {
      server = await startServerOff(shift, { LIMIT_GUESSES: '5' })
      return () => server.stop()
    })

    const appThere = (app: App) => appAt(server.origin, app)

    /** Tries wrong passwords here and there in turn, beginning as told; answers with what the last two were told. */
    const guessInTurn = async (login: string, times: number, first: 'here' | 'there') => {
      const json = { login, password: 'not the password' }
      const tryThere = () => send('POST', '/api/v1/tokens', { json, origin: server.origin })
      const tries =
        first === 'here'
          ? [() => tryPassword(login), tryThere]
          : [tryThere, () => tryPassword(login)]
      const answers: Answer[] = []
      for (let i = 0; i < times; i++) answers.push(await tries[i % 2]())
      return answers.slice(-2)
    }

    for (const first of ['here', 'there'] as const)
      test(`make whoever guesses wait as long as others do, beginning ${first}`, async ({
        assert,
        cleanup,
      }) => {
        cleanup(await setLimits({ guesses: 4 }))
        const { username } = await createUser()
        for (const pause of [60, 120, 240]) {
          for (const refused of await guessInTurn(username, pause === 60 ? 7 : 3, first)) {
            assert.equal(refused.status, 429)
            assert.approximately(Number(refused.headers['retry-after']), pause, 20)
          }
          await letLimitsPass(pause - 30)
          for (const refused of await guessInTurn(username, 2, first))
            assert.equal(refused.status, 429)
          await letLimitsPass(30)
        }
      })

    test('end when those of others end', async ({ assert, cleanup }) => {
      cleanup(await setLimits({}))
      const owner = await signInApp()
      const { id } = await keepFile(owner.person, {})
      const shareFrom = (client: App) =>
        client.api('POST', `/api/v1/files/${id}/shares`, {
          with: `${uniqueName()}@friends.example`,
          role: 'viewer',
        })
      const inTurn = async (times: number) => {
        const statuses: number[] = []
        for (let i = 0; i < times; i++)
          statuses.push((await shareFrom(i % 2 ? owner : appThere(owner))).status)
        return statuses
      }
      const useUpAllBut = async (left: number) => {
        assert.equal((await shareFrom(owner)).status, 201)
        const points = limits.shares.requests - left
        await db.from('rate_limits').where('key', 'like', '%:shares:%').update({ points })
      }
      await useUpAllBut(4)
      assert.deepEqual(await inTurn(6), [201, 201, 201, 201, 429, 429])
      await letLimitsPass(30 * 60)
      for (const client of [owner, appThere(owner)]) {
        const { headers } = await shareFrom(client)
        assert.approximately(Number(headers['retry-after']), 30 * 60, 30)
      }
      await letLimitsPass(30 * 60)
      await useUpAllBut(4)
      assert.deepEqual(await inTurn(6), [201, 201, 201, 201, 429, 429])
    })

    test('are told as others tell them', async ({ assert, cleanup }) => {
      cleanup(await setLimits({}))
      const owner = await signInApp()
      for (const [at, client] of [owner, appThere(owner), owner, appThere(owner)].entries()) {
        const { headers } = await client.api('PATCH', '/api/v1/me', { email: 'no address' })
        const [, left, seconds] = /^"writes";r=(\d+);t=(\d+)$/.exec(String(headers['ratelimit']))!
        assert.equal(Number(left), 1_000_000 - 1 - at)
        assert.approximately(Number(seconds), 50, 10)
      }
    })
  })
}
