import encryption from '@adonisjs/core/services/encryption'
import { test } from '@japa/runner'
import { live } from '#config/service/live'
import { currentAsker } from '#activity/asker'
import { record } from '#activity/record'
import { rowOf } from '#activity/row'
import { transaction } from '#database/transaction'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { follow, looks } from '#tests/helpers/clients/streams'
import { upload } from '#tests/helpers/transfers/uploads'
import { change } from '#tests/helpers/settings'
import type { Person } from '#tests/helpers/people/users'

/** Records something at once, as a transaction that writes many events does, and commits it when it is told to. */
async function recordLater({ id: userId }: Person) {
  const recorded = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  const done = transaction(async (trx) => {
    await trx.table('events').insert(rowOf('username_changed', { userId }, currentAsker()))
    recorded.resolve()
    await released.promise
  })
  await recorded.promise
  return () => {
    released.resolve()
    return done
  }
}

const recordNow = ({ id: userId }: Person) => record('email_changed', { userId })

test.group('A stream that broke off', () => {
  test('goes on where it was, and repeats nothing', async ({ assert }) => {
    const app = await signInApp()
    const first = await follow(app)
    await upload(app)
    await first.untilTold(1)
    await looks(1)
    const after = await first.leave()
    await upload(app)
    await upload(app)
    const second = await follow(app, { after })
    await upload(app)
    await second.untilTold(3)
    assert.lengthOf(new Set([...first.told, ...second.told].map(({ id }) => id)), 4)
  })

  test('goes on from where it began, if nothing was told', async ({ assert }) => {
    const app = await signInApp()
    const after = await (await follow(app)).leave()
    await upload(app)
    assert.deepEqual(await (await follow(app, { after })).untilTold(1), ['file_added'])
  })

  test('is told what had a smaller id and was committed later', async ({ assert }) => {
    const app = await signInApp()
    const first = await follow(app)
    const commit = await recordLater(app.person)
    await recordNow(app.person)
    assert.deepEqual(await first.untilTold(1), ['email_changed'])
    const after = await first.leave()
    await commit()
    const second = await follow(app, { after })
    assert.deepEqual(await second.untilTold(1), ['username_changed'])
    assert.isBelow(Number(second.told[0].id), Number(first.told[0].id))
  })

  test('that goes on is told of it as well, once, and is not held up by it', async ({ assert }) => {
    const app = await signInApp()
    const stream = await follow(app)
    const commits = [await recordLater(app.person), await recordLater(app.person)]
    await recordNow(app.person)
    await stream.untilTold(1)
    await commits[1]()
    await stream.untilTold(2)
    await recordNow(app.person)
    await stream.untilTold(3)
    await commits[0]()
    await stream.untilTold(4)
    await looks(2)
    assert.lengthOf(stream.told, 4)
    assert.lengthOf(new Set(stream.told.map(({ id }) => id)), 4)
  })

  test('misses and repeats nothing of many that commit at once while clients come and go', async ({
    assert,
  }) => {
    const app = await signInApp()
    const seen = new Map<string, number>()
    const write = async () => {
      for (let i = 0; i < 30; i++) {
        const commit = await recordLater(app.person)
        setTimeout(commit, Math.random() * 100)
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 60))
      }
    }
    let after = await (await follow(app)).leave()
    const writing = Promise.all([write(), write()])
    let isWriting = true
    void writing.then(() => (isWriting = false))
    while (isWriting || seen.size < 60) {
      const stream = await follow(app, { after })
      await looks(Math.random())
      after = await stream.leave()
      const whole = stream.frames.findLastIndex((frame) => frame.startsWith('id: '))
      const told = stream.frames
        .slice(0, Math.max(whole, 0))
        .filter((frame) => frame.startsWith('data: '))
      for (const frame of told) {
        const { id } = JSON.parse(frame.slice('data: '.length))
        seen.set(id, (seen.get(id) ?? 0) + 1)
      }
    }
    await writing
    assert.deepEqual([...new Set(seen.values())], [1])
    assert.equal(seen.size, 60)
  })

  const later = () =>
    encryption.getMessageVerifier().sign('9000000000:9000000000:', '1h', 'event stream')

  test('is told to read anew where it comes back with {0}')
    .with([
      ['what is none of ours', () => 'nonsense'],
      ['what another database gave it', later],
    ] as const)
    .run(async ({ assert }, [, after]) => {
      const app = await signInApp()
      const stream = await follow(app, { after: after() })
      await upload(app)
      assert.deepEqual(await stream.untilTold(1), ['file_added'])
      assert.isTrue(stream.isReset)
    })

  test('is told to read anew where too much has happened', async ({ assert }) => {
    change(live, { mostAtOnce: 2 })
    const app = await signInApp()
    const after = await (await follow(app)).leave()
    for (let i = 0; i < 3; i++) await recordNow(app.person)
    const stream = await follow(app, { after })
    await looks(1)
    assert.deepEqual([stream.isReset, stream.told], [true, []])
  })
})
