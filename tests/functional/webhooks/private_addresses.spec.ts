import { test } from '@japa/runner'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { crown } from '#tests/helpers/people/super_user'
import { deliver, deliveriesTo, startReceiver, webhookTo } from '#tests/helpers/servers/receiver'
import { change } from '#tests/helpers/settings'
import { addresses, isPublic } from '#webhooks/addresses'
import { sendTest } from '#webhooks/manage'

const named = ({ port }: { port: number }) => ({ url: `http://hooks.example:${port}/hook` })

const ipv4 = (address: string) => ({ address, family: 4 })

test.group('A webhook never reaches a network of ours', () => {
  test('by an address or a name of one: {$self}')
    .with([
      'http://127.0.0.1/',
      'http://[::1]/',
      'http://2130706433/',
      'http://169.254.169.254/',
      'http://localhost:3333/hook',
      'http://LOCALHOST./',
      'http://app.localhost/',
      'http://printer.local/',
      'http://metadata.google.internal/',
      'http://router.home.arpa/',
      'http://home.arpa/',
      'http://hooks.invalid/',
      'http://hidden.onion/',
      'http://database/',
      'http:///database',
    ])
    .run(async ({ assert }, url) => {
      const app = await signInApp()
      await crown(app.person)
      const { status, problem } = await app.api('POST', '/api/v1/admin/webhooks', { url })
      assert.equal(status, 422)
      assert.equal(problem.errors![0].rule, 'webhook_public')
    })

  test('by an address that was kept when it was allowed', async ({ assert }) => {
    const receiver = await startReceiver()
    const { webhook } = await webhookTo(receiver)
    change(addresses, { isAllowed: isPublic })
    await sendTest(webhook.id)
    await deliver()
    assert.lengthOf(receiver.received, 0)
    assert.include((await deliveriesTo(webhook))[0].last_error, 'public internet')
  })

  test('by a name that leads to one, even among others', async ({ assert }) => {
    const receiver = await startReceiver()
    const { webhook } = await webhookTo(named(receiver))
    change(addresses, {
      isAllowed: isPublic,
      resolve: async () => [ipv4('93.184.216.34'), ipv4('127.0.0.1')],
    })
    await sendTest(webhook.id)
    await deliver()
    assert.lengthOf(receiver.received, 0)
    assert.include((await deliveriesTo(webhook))[0].last_error, 'public internet')
  })

  test('by a name that leads elsewhere once it was judged: it is looked up once', async ({
    assert,
  }) => {
    const receiver = await startReceiver()
    const { webhook } = await webhookTo(named(receiver))
    const judged: string[] = []
    let lookUps = 0
    change(addresses, {
      resolve: async () => [ipv4(lookUps++ ? '10.0.0.1' : '127.0.0.1')],
      isAllowed: (address) => {
        judged.push(address)
        return true
      },
    })
    await sendTest(webhook.id)
    await deliver()
    assert.equal(lookUps, 1)
    assert.deepEqual(judged, ['127.0.0.1'])
    assert.lengthOf(receiver.received, 1)
    assert.match(receiver.received[0].headers.host!, /^hooks\.example/)
  })
})
