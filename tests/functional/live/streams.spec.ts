import { test } from '@japa/runner'
import { live } from '#config/service/live'
import { get } from '#tests/helpers/clients/http'
import { makeScript } from '#tests/helpers/clients/scripts'
import { CREDENTIALS, signInApp, signInBy } from '#tests/helpers/clients/sign_in'
import { follow, looks, STREAM } from '#tests/helpers/clients/streams'
import { statementsOf } from '#tests/helpers/database/statements'
import { endShare, share, shared, signInOwner } from '#tests/helpers/files/sharing'
import { upload } from '#tests/helpers/transfers/uploads'
import { registration } from '#tests/helpers/people/users'
import { change } from '#tests/helpers/settings'
import { until } from '#tests/helpers/until'

test.group('A stream of events', () => {
  test('tells what happens to whoever opened it, by {$self}')
    .with(CREDENTIALS)
    .run(async ({ assert }, credential) => {
      const client = await signInBy(credential)
      const stream = await follow(client)
      await signInApp(client.person)
      assert.deepEqual(await stream.untilTold(1), ['signed_in'])
      const { data } = (await client.get('/api/v1/me/events')).json<{ data: unknown[] }>()
      assert.deepEqual(stream.told[0], data[0])
    })

  test('asks one question after the other where several are opened at once', async ({
    assert,
    cleanup,
  }) => {
    const warnings: string[] = []
    const note = ({ message }: Error) => void warnings.push(message)
    process.on('warning', note)
    cleanup(() => void process.off('warning', note))
    const app = await signInApp()
    await Promise.all(Array.from({ length: 5 }, () => follow(app)))
    assert.deepEqual(warnings, [])
  })

  test('tells of files and shares of one’s own, in the order in which it happens', async ({
    assert,
  }) => {
    const { owner, file } = await signInOwner()
    const stream = await follow(owner)
    const { id } = (await upload(owner)).data<{ id: string }>()
    await owner.api('PATCH', `/api/v1/files/${id}`, { name: 'Renamed.txt' })
    const reader = await signInApp()
    const made = await shared(owner, file, { with: reader.person.username })
    await endShare(owner, made)
    assert.deepEqual(await stream.untilTold(4), [
      'file_added',
      'file_renamed',
      'share_made',
      'share_ended',
    ])
  })

  test('tells whoever a file is shared with, and not from where', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const reader = await signInApp()
    const stream = await follow(reader)
    const made = await shared(owner, file, { with: reader.person.username })
    await share(owner, file, { with: reader.person.username, role: 'editor' })
    await endShare(owner, made)
    assert.deepEqual(await stream.untilTold(3), [
      'share_received',
      'received_share_changed',
      'received_share_ended',
    ])
    assert.containSubset(stream.told[0], {
      byAnother: true,
      ipAddress: null,
      subject: { type: 'share', id: made.id },
    })
  })

  test('tells nothing of others', async ({ assert }) => {
    const stream = await follow(await signInApp())
    await signInApp()
    await looks(2)
    assert.deepEqual(stream.told, [])
  })

  test('can be narrowed as the list can', async ({ assert }) => {
    const owner = await signInApp()
    const stream = await follow(owner, { query: '?about=files' })
    await owner.api('PATCH', '/api/v1/me', { username: registration().username })
    await upload(owner)
    assert.deepEqual(await stream.untilTold(1), ['file_added'])
    assert.equal((await owner.get(`${STREAM}?about=nonsense`)).status, 422)
  })

  test('is opened by a personal token with the scope, and by no other', async ({ assert }) => {
    const app = await signInApp()
    const reader = await makeScript(['profile:read'], app)
    assert.equal((await reader.get(STREAM)).status, 200)
    const other = await makeScript(['files:read'], app)
    assert.equal((await other.get(STREAM)).problem.code, 'insufficient_scope')
  })

  test('is kept by nobody on the way, and says when to come back', async ({ assert }) => {
    const { response, frames } = await follow(await signInApp())
    assert.containSubset(response.headers, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    })
    assert.isUndefined(response.headers['content-encoding'])
    assert.match(frames[0], /^retry: \d{4}$/)
    assert.match(frames[1], /^id: \S+$/)
  })

  test('may be read by a page of any other origin that has a token, and by no such page by cookie', async ({
    assert,
  }) => {
    const app = await signInApp()
    const headers = { Origin: 'https://elsewhere.example' }
    const byToken = await follow(app, { headers })
    assert.equal(byToken.response.headers['access-control-allow-origin'], '*')
    const byCookie = await follow(await signInBy('cookie'), { headers })
    assert.notProperty(byCookie.response.headers, 'access-control-allow-origin')
  })

  test('says now and then that it is still there', async ({ assert }) => {
    change(live, { heartbeat: 0 })
    const stream = await follow(await signInApp())
    await until('something is said', () => stream.frames.length > 2)
    assert.deepEqual(stream.told, [])
  })

  test('ends after its time, and is gone on with', async ({ assert }) => {
    const app = await signInApp()
    const stream = await follow(app)
    change(live, { longest: 0 })
    await stream.untilOver()
    assert.isTrue(stream.response.complete)
    change(live, { longest: 60_000 })
    await upload(app)
    const next = await follow(app, { after: stream.positions.at(-1) })
    assert.deepEqual(await next.untilTold(1), ['file_added'])
  })
})

test.group('Streams of events', (group) => {
  group.each.teardown(() => looks(1))

  test('ask one question together, however many they are', async ({ assert }) => {
    const people = await Promise.all(Array.from({ length: 6 }, () => signInApp()))
    const open = () => Promise.all(people.map((person) => follow(person)))
    for (let times = 0; times < 5; times++) await open()
    const statements = await statementsOf(() => looks(3))
    assert.isAtLeast(statements.length, 2)
    assert.isAtMost(statements.length, 5)
    assert.lengthOf(new Set(statements), 1)
  })

  test('are so many for one person, and then one has to end first', async ({ assert }) => {
    change(live, { mostOfPerson: 2 })
    const app = await signInApp()
    const [first] = [await follow(app), await follow(app)]
    const refused = await app.get(STREAM)
    assert.deepEqual(
      [refused.problem.code, refused.headers['retry-after']],
      ['too_many_requests', '30']
    )
    await first.leave()
    await until('there is a place again', async () => (await app.get(STREAM)).status === 200)
  })

  test('are so many in one process', async ({ assert }) => {
    change(live, { mostOfProcess: 0 })
    const app = await signInApp()
    assert.equal((await app.get(STREAM)).problem.code, 'unavailable')
    assert.equal((await get('/health/live')).status, 200)
  })
})
