import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import { send } from '#tests/helpers/clients/http'
import { OpenForm } from '#tests/helpers/clients/sent_forms'
import {
  Browser,
  signInApp,
  signInBrowser,
  type TokenPairBody,
} from '#tests/helpers/clients/sign_in'
import { countRows, countSignIns } from '#tests/helpers/database/rows'
import { keepFile } from '#tests/helpers/files/files'
import { linked, type LinkBody, signInOwner } from '#tests/helpers/files/sharing'
import { browserAt, startSteps, type Step } from '#tests/helpers/keys/servers'
import { pathOf } from '#tests/helpers/keys/sharing'
import { createUser } from '#tests/helpers/people/users'

/** Instances that serve at the same time while one after the other is replaced. */
const NEIGHBOURS = [
  ['before', 'prepared'],
  ['prepared', 'swapped'],
  ['swapped', 'dropped'],
] as const satisfies [Step, Step][]

/** Each way round. */
const PAIRS = NEIGHBOURS.flatMap(([one, other]) => [
  { here: one, there: other },
  { here: other, there: one },
])

test.group('While APP_KEY is changed on one instance after the other', (group) => {
  let at: Record<Step, string>
  group.setup(async () => {
    const servers = await startSteps('before', 'prepared', 'swapped', 'dropped')
    const origins = Object.entries(servers).map(([step, { origin }]) => [step, origin])
    at = Object.fromEntries(origins) as typeof at
  })

  test('a link, a form and a first part of {here} are understood by {there}')
    .with(PAIRS)
    .run(async ({ assert }, { here, there }) => {
      const { owner, file } = await signInOwner()
      const wish = { json: { maxDownloads: 1 }, origin: at[here] }
      const link = (
        await owner.send('POST', `/api/v1/files/${file.id}/links`, wish)
      ).data<LinkBody>()
      const part = (range: string, origin: string) =>
        send('GET', pathOf(link), { origin, headers: { Range: `bytes=${range}` } })
      assert.equal((await part('0-3', at[here])).status, 206)
      assert.equal((await part('4-', at[there])).status, 206)

      const { username: login, password } = await createUser()
      const browser = new Browser({}, at[here])
      const form = await OpenForm.on(browser, '/login')
      const elsewhere = browserAt(at[there], browser)
      await form.send({ login, password }, elsewhere)
      assert.isDefined(elsewhere.sessionId)
    })

  test('a request with an Idempotency-Key is done once by {0} and {1}, at once and later')
    .with([...NEIGHBOURS])
    .run(async ({ assert }, [one, other]) => {
      const { owner, file } = await signInOwner()
      const headers = { 'Idempotency-Key': randomUUID() }
      const ask = (step: Step) =>
        owner.send('POST', `/api/v1/files/${file.id}/links`, {
          json: {},
          headers,
          origin: at[step],
        })
      const steps = Array.from({ length: 10 }, (_, index) => [one, other][index % 2])
      const answers = await Promise.all(steps.map(ask))
      assert.equal(await countRows('file_links', 'file_id', file.id), 1)
      const statuses = new Set(answers.map(({ status }) => status))
      assert.isEmpty([...statuses].filter((status) => status !== 201 && status !== 409))
      const [first, second] = [await ask(one), await ask(other)]
      assert.deepEqual([first.status, second.text], [201, first.text])
    })

  test('a form acts once where {0} and {1} are sent it at once')
    .with([...NEIGHBOURS])
    .run(async ({ assert }, [one, other]) => {
      const browser = await signInBrowser()
      const { id } = await keepFile(browser.person)
      const form = await OpenForm.on(browser, `/files/${id}`, `/files/${id}/links`)
      const steps = [one, other, one, other]
      const answers = await Promise.all(
        steps.map((step) => form.send({ expiresInSeconds: '3600' }, browserAt(at[step], browser)))
      )
      assert.equal(await countRows('file_links', 'file_id', id), 1)
      assert.lengthOf(new Set(answers.map(({ headers }) => headers.location)), 1)
    })

  test('a refresh that {0} and {1} are sent at once, and again, gets one pair')
    .with([...NEIGHBOURS])
    .run(async ({ assert }, [one, other]) => {
      const app = await signInApp()
      const json = { refreshToken: app.pair.refreshToken }
      const refresh = async (step: Step) =>
        (
          await send('POST', '/api/v1/tokens/refresh', { json, origin: at[step] })
        ).data<TokenPairBody>()
      const steps = Array.from({ length: 10 }, (_, index) => [one, other][index % 2])
      const pairs = [
        ...(await Promise.all(steps.map(refresh))),
        await refresh(one),
        await refresh(other),
      ]
      assert.lengthOf(new Set(pairs.map(({ refreshToken }) => refreshToken)), 1)
      assert.lengthOf(new Set(pairs.map(({ accessToken }) => accessToken)), 1)
      app.pair = pairs[0]
      assert.equal((await app.refresh()).status, 200)
      assert.equal(await countSignIns(app.person), 1)
    })

  test('a link of the new key opens nothing at an instance that has not been told of it', async ({
    assert,
  }) => {
    const { owner, file } = await signInOwner()
    await linked(owner, file)
    const path = `/api/v1/files/${file.id}/links`
    const [link] = (await owner.send('GET', path, { origin: at.swapped })).data<LinkBody[]>()
    const statuses = (['prepared', 'before'] as const).map(
      async (step) => (await send('GET', pathOf(link), { origin: at[step] })).status
    )
    assert.deepEqual(await Promise.all(statuses), [200, 404])
  })
})
