import { test } from '@japa/runner'
import { Webhook as Verifier } from 'standardwebhooks'
import { eventsOf } from '#tests/helpers/database/events'
import { signInAppOfSuperUser, uncrown } from '#tests/helpers/people/super_user'
import { deliver, forgetWebhooks, startReceiver } from '#tests/helpers/servers/receiver'

const WEBHOOKS = '/api/v1/admin/webhooks'

type Body = { id: string; secret?: string; isActive: boolean; kinds: string[]; state: string }

test.group('Webhooks, by API', (group) => {
  group.each.setup(forgetWebhooks)
  group.teardown(uncrown)

  test('are made, tried, looked at, changed and removed by the super user', async ({ assert }) => {
    const receiver = await startReceiver()
    const app = await signInAppOfSuperUser()
    const wish = { url: receiver.url, kinds: ['file_added'] }
    const made = (await app.api('POST', WEBHOOKS, wish)).data<Body>()
    assert.match(made.secret!, /^whsec_/)

    assert.equal((await app.api('POST', `${WEBHOOKS}/${made.id}/tests`)).status, 202)
    await deliver()
    const [{ body, headers }] = receiver.received
    new Verifier(made.secret!).verify(body, headers as Record<string, string>)

    const path = `${WEBHOOKS}/${made.id}/deliveries`
    const [delivery] = (await app.get(path)).data<Body[]>()
    assert.containSubset(delivery, {
      kind: 'test',
      state: 'delivered',
      attempts: 1,
      lastStatus: 200,
    })
    await app.api('PUT', `/api/v1/admin/webhook-deliveries/${delivery.id}`)
    await deliver()
    assert.equal(receiver.received[1].headers['webhook-id'], headers['webhook-id'])

    const changed = await app.api('PATCH', `${WEBHOOKS}/${made.id}`, { kinds: [], isActive: false })
    assert.containSubset(changed.data<Body>(), {
      kinds: [],
      isActive: false,
      disabledBecause: 'by_hand',
    })
    const refused = await app.api('POST', `${WEBHOOKS}/${made.id}/tests`)
    assert.equal(refused.problem.code, 'conflict')

    assert.equal((await app.api('DELETE', `${WEBHOOKS}/${made.id}`)).status, 204)
    assert.deepEqual((await app.get(WEBHOOKS)).data<Body[]>(), [])
  })

  test('show the address that is sent to, however it was written: {written}')
    .with([
      { written: 'HTTPS://Example.org', url: 'https://example.org/' },
      { written: 'https:example.org/x#part', url: 'https://example.org/x' },
      {
        written: 'https://example.org\\@elsewhere.example/',
        url: 'https://example.org/@elsewhere.example/',
      },
      { written: 'https://example。org:443/a b', url: 'https://example.org/a%20b' },
    ])
    .run(async ({ assert }, { written, url }) => {
      const app = await signInAppOfSuperUser()
      const made = (await app.api('POST', WEBHOOKS, { url: written })).data<
        Body & { url: string }
      >()
      assert.equal(made.url, url)
    })

  test('refuse an address that is too long once it is written out, and kinds that repeat', async ({
    assert,
  }) => {
    const app = await signInAppOfSuperUser()
    const url = `https://example.org/${'é'.repeat(1_000)}`
    const kinds = ['file_added', 'file_added']
    const { status, problem } = await app.api('POST', WEBHOOKS, { url, kinds })
    assert.equal(status, 422)
    assert.deepEqual(
      problem.errors!.map(({ message }) => message),
      [
        'The address must have at most 2048 bytes as it is sent, where é is %C3%A9.',
        'Name each entry once.',
      ]
    )
  })

  test('show their secret once', async ({ assert }) => {
    const app = await signInAppOfSuperUser()
    const { id, secret } = (
      await app.api('POST', WEBHOOKS, { url: 'https://example.org/' })
    ).data<Body>()
    const rotated = (await app.api('POST', `${WEBHOOKS}/${id}/secrets`)).data<Body>()
    assert.notEqual(rotated.secret, secret)
    for (const path of [WEBHOOKS, `${WEBHOOKS}/${id}`])
      assert.notInclude((await app.get(path)).text, 'whsec_')
  })

  test('are recorded when they are made, changed and removed', async ({ assert }) => {
    const app = await signInAppOfSuperUser()
    const events = await eventsOf(async () => {
      const { id } = (await app.api('POST', WEBHOOKS, { url: 'https://example.org/' })).data<Body>()
      await app.api('PATCH', `${WEBHOOKS}/${id}`, { isActive: false })
      await app.api('POST', `${WEBHOOKS}/${id}/secrets`)
      await app.api('DELETE', `${WEBHOOKS}/${id}`)
    })
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ['webhook_made', 'webhook_changed', 'webhook_secret_rotated', 'webhook_ended']
    )
    for (const event of events)
      assert.containSubset(event, {
        user_id: null,
        actor_id: app.person.id,
        subject_type: 'webhook',
      })
  })

  test('are twenty at most', async ({ assert }) => {
    const app = await signInAppOfSuperUser()
    const make = () => app.api('POST', WEBHOOKS, { url: 'https://example.org/' })
    for (let count = 0; count < 20; count++) assert.equal((await make()).status, 201)
    assert.equal((await make()).problem.code, 'conflict')
  })

  test('go nowhere but to an address over http: {$self}')
    .with([
      '',
      'nonsense',
      'ftp://example.org/',
      'https://user:secret@example.org/',
      'https://10.0.0.1/',
    ])
    .run(async ({ assert }, url) => {
      const app = await signInAppOfSuperUser()
      const { status, problem } = await app.api('POST', WEBHOOKS, { url })
      assert.deepEqual([status, problem.errors![0].field], [422, 'url'])
    })
})
