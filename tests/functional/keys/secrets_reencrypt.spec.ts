import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { Webhook as Verifier } from 'standardwebhooks'
import { linked, signInOwner } from '#tests/helpers/files/sharing'
import { scrub } from '#tests/helpers/keys/names'
import { type Step, STEPS } from '#tests/helpers/keys/servers'
import { createUser, uniqueName } from '#tests/helpers/people/users'
import { spawnAce } from '#tests/helpers/servers/commands'
import { deliver, deliveriesTo, startReceiver, webhookTo } from '#tests/helpers/servers/receiver'
import { rotateSecret, sendTest } from '#webhooks/manage'

const reencryptAt = (step: Step) => spawnAce(['secrets:reencrypt'], { settings: STEPS[step] })

const doneIn = ({ output }: { output: string[] }) => output.at(-1)

const countOf = (count: number) =>
  `[ success ] ${count} ${count === 1 ? 'secret' : 'secrets'} of webhooks encrypted with the current APP_KEY.`

test.group('secrets:reencrypt', () => {
  test('lets the previous key go: what a webhook is sent is signed as before', async ({
    assert,
  }) => {
    const receiver = await startReceiver()
    const { webhook, secret: former } = await webhookTo(receiver)
    const { secret } = await rotateSecret(webhook.id)
    assert.equal(doneIn(await reencryptAt('swapped')), countOf(2))
    assert.equal(doneIn(await reencryptAt('swapped')), countOf(0))
    assert.equal((await reencryptAt('dropped')).exitCode, 0)

    // The server under test has the old key alone.
    await sendTest(webhook.id)
    await deliver()
    const [{ last_error: error }] = await deliveriesTo(webhook)
    assert.match(error, /^The secret cannot be read: APP_KEY has changed\. .*APP_PREVIOUS_KEYS/)

    assert.equal(doneIn(await reencryptAt('prepared')), countOf(2))
    await sendTest(webhook.id)
    await db.from('webhooks').update({ paused_until: null })
    await deliver()
    const { body, headers } = receiver.received[0]
    for (const known of [secret, former])
      assert.doesNotThrow(() => new Verifier(known).verify(body, headers as Record<string, string>))
  })

  test('names the webhook whose secret no key reads', async ({ assert }) => {
    const { webhook } = await webhookTo(await startReceiver())
    const { exitCode, errors } = await reencryptAt('dropped')
    assert.equal(exitCode, 1)
    assert.include(errors.join('\n'), `No key reads that of ${webhook.host}: put the key into`)
  })

  test('tells what still needs the previous key, and until when', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const { expiresAt } = await linked(owner, file, { expiresInSeconds: 604_800 })
    const share = { with: `${uniqueName()}@example.org`, role: 'viewer' }
    const key = { 'Idempotency-Key': randomUUID() }
    await owner.api('POST', `/api/v1/files/${file.id}/shares`, share, key)
    await scrub(await createUser())
    const { output } = await reencryptAt('swapped')
    const text = output.join('\n')
    assert.include(text, 'APP_PREVIOUS_KEYS is still needed:')
    assert.match(
      text,
      new RegExp(`until ${expiresAt.slice(0, 16)}.*: \\d+ links? to (a file|files)`)
    )
    assert.match(text, /until .*: forms, and requests with an Idempotency-Key, sent again/)
    assert.match(text, /for good: names of \d+ deleted accounts?, known by their hashes alone/)
    assert.notInclude((await reencryptAt('dropped')).output.join('\n'), 'still needed')
  })
})
