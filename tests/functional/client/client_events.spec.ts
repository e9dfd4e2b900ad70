import { test } from '@japa/runner'
import { type ActivityEvent, Problem, SignedOut } from '../../../clients/typescript/src/index.js'
import { record } from '#activity/record'
import { live } from '#config/service/live'
import liveStreams from '#live/streams'
import { REFRESH, startApp } from '#tests/helpers/clients/typescript/gatehouse'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { change } from '#tests/helpers/settings'
import { letTimePass } from '#tests/helpers/time'
import { until } from '#tests/helpers/until'
import type { Person } from '#tests/helpers/people/users'
import {
  listen,
  untilHeard,
  STREAM,
  first,
  cutAfterEvent,
  hurry,
} from '#tests/helpers/clients/typescript/listening'

const happen = ({ id: userId }: Person) => record('email_changed', { userId })

const refuse = (status: number) => async () =>
  new Response(null, { status, headers: { 'Retry-After': '0' } })

const silent = async () =>
  new Response(new ReadableStream(), { headers: { 'Content-Type': 'text/event-stream' } })

const TROUBLES: Record<string, () => Promise<Response>> = {
  'is not reached': () => Promise.reject(new TypeError('fetch failed')),
  'answers 429': refuse(429),
  'answers 503': refuse(503),
  'is hidden by the sign-in of a network': async () => new Response('<p>Welcome to our hotel'),
}

test.group('An app that listens to what happens', (group) => {
  group.each.setup(() => change(live, { every: 20, retry: 5 }))

  test('hears it, and reads all at the beginning', async ({ assert }) => {
    const { app, person } = await startApp()
    const { heard, resets } = await listen(app)
    await happen(person)
    await untilHeard(heard, 1)
    assert.deepEqual([heard[0].kind, resets], ['email_changed', 1])
  })

  test('hears only of what it asked for', async ({ assert }) => {
    const { app, person } = await startApp()
    const { heard } = await listen(app, { about: 'files' })
    await happen(person)
    await app.upload(new Blob(['Lake']))
    await untilHeard(heard, 1)
    assert.deepEqual(
      heard.map(({ kind }) => kind),
      ['file_added']
    )
  })

  test('hears afterwards of what happens while it reads all', async ({ assert }) => {
    const { app, person } = await startApp()
    const heard: ActivityEvent[] = []
    let hasRead = false
    const onReset = async () => {
      await happen(person)
      await Array.fromAsync(app.files())
      hasRead = true
    }
    for await (const event of app.events({ onReset })) {
      assert.isTrue(hasRead)
      heard.push(event)
      break
    }
    assert.equal(heard[0].kind, 'email_changed')
  })

  test('hears everything once over many connections', async ({ assert }) => {
    change(live, { longest: 0 })
    const { app, network, person } = await startApp()
    const listening = await listen(app)
    for (let count = 1; count <= 5; count++) {
      await happen(person)
      await untilHeard(listening.heard, count)
      const opened = network.count(STREAM)
      await until('there is another connection', () => network.count(STREAM) > opened)
    }
    assert.lengthOf(new Set(listening.heard.map(({ id }) => id)), 5)
    assert.deepEqual([listening.heard.length, listening.resets], [5, 1])
  })

  test('hears once what was told when the connection broke', async ({ assert }) => {
    const { network, person, start } = await startApp()
    const { heard } = await listen(start({ fetch: first(network.fetch, cutAfterEvent) }))
    await happen(person)
    await untilHeard(heard, 1)
    await until('it is back', () => network.count(STREAM) === 2)
    await happen(person)
    await untilHeard(heard, 2)
    assert.deepEqual([heard.length, new Set(heard.map(({ id }) => id)).size], [2, 2])
  })

  test('goes on where the service {$self}')
    .with(Object.keys(TROUBLES))
    .run(async ({ assert }, trouble) => {
      hurry()
      const { network, person, start } = await startApp()
      const times = Array(3).fill(TROUBLES[trouble])
      const { heard } = await listen(start({ fetch: first(network.fetch, ...times) }))
      await happen(person)
      await untilHeard(heard, 1)
      assert.lengthOf(heard, 1)
    })

  test('leaves a connection on which nothing is said', async ({ assert }) => {
    hurry()
    change(live, { heartbeat: 20 })
    const { network, person, start } = await startApp()
    const { heard } = await listen(start({ fetch: first(network.fetch, silent) }))
    await happen(person)
    await untilHeard(heard, 1)
    assert.lengthOf(heard, 1)
  })

  test('reads all anew where too much has happened', async ({ assert }) => {
    const { app, person } = await startApp()
    const listening = await listen(app)
    change(live, { mostAtOnce: 0 })
    await happen(person)
    await until('all is read again', () => listening.resets === 2)
    assert.deepEqual(listening.heard, [])
  })

  test('goes on with another token once its own has expired', async ({ assert }) => {
    const { app, network, person } = await startApp()
    const { heard } = await listen(app)
    await letTimePass(person, { minutes: 16 })
    await until('it has another', () => network.count(REFRESH) === 1)
    await happen(person)
    await untilHeard(heard, 1)
    assert.equal(network.count(REFRESH), 1)
  })

  test('is told that it was signed out elsewhere', async ({ assert }) => {
    let told = 0
    const { person, start } = await startApp()
    const { over } = await listen(start({ onSignedOut: () => void told++ }))
    const other = await signInApp(person)
    await other.api('DELETE', '/api/v1/sign-ins')
    assert.instanceOf(await over, SignedOut)
    assert.equal(told, 1)
  })

  test('is told what will not be otherwise the next time', async ({ assert }) => {
    const { app, network } = await startApp()
    const { over } = await listen(app, { about: 'nonsense' as 'files' })
    const problem = await over
    assert.instanceOf(problem, Problem)
    assert.equal((problem as Problem).code, 'validation_failed')
    assert.equal(network.count(STREAM), 1)
  })

  test('leaves quietly when it is told to, or wants no more', async ({ assert }) => {
    const { app, person } = await startApp()
    const { abort, over } = await listen(app)
    abort.abort()
    assert.isUndefined(await over)

    const onReset = () => happen(person)
    for await (const event of app.events({ onReset })) if (event) break
    await until('nobody listens', () => liveStreams.count === 0)
  })

  test('leaves quietly while it waits for the service', async ({ assert }) => {
    const { network, start } = await startApp()
    let asked = 0
    const fetch = first(network.fetch, async () => {
      asked++
      throw new TypeError('fetch failed')
    })
    const abort = new AbortController()
    const next = start({ fetch }).events({ signal: abort.signal }).next()
    await until('it was refused', () => asked === 1)
    abort.abort()
    assert.isTrue((await next).done)
  })
})
