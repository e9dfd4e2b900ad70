import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { test } from '@japa/runner'
import { live } from '#config/service/live'
import { Snapshot } from '#history/snapshot'
import { english } from '#languages/words'
import { LiveStream } from '#live/stream'
import { change } from '#tests/helpers/settings'

const listener = { userId: 1, key: { kind: 'access', hash: Buffer.alloc(32) } } as const

/** Of a client that reads nothing. */
function unread() {
  const response = new ServerResponse(new IncomingMessage(new Socket()))
  const stream = new LiveStream({ ...listener, words: english() }, response)
  stream.begin(new Snapshot('10:10:'), [])
  return { stream, response }
}

test.group('A stream that nobody reads', () => {
  test('is broken off once too much waits for it', ({ assert }) => {
    change(live, { heartbeat: 0, unread: 2_000 })
    const { stream, response } = unread()
    for (let looks = 0; looks < 100 && !response.destroyed; looks++)
      stream.tell([], new Snapshot(`${11 + looks}:${11 + looks}:`))
    assert.isTrue(response.destroyed)
    assert.isBelow(stream.body.readableLength, 4_000)
  })

  test('is not waited for when it ends', ({ assert }) => {
    const { stream, response } = unread()
    stream.end()
    assert.isTrue(response.destroyed)
  })
})

test.group('A snapshot', () => {
  test('of {0} saw transaction {1}: {2}')
    .with([
      ['10:20:12,15', 9n, true],
      ['10:20:12,15', 10n, true],
      ['10:20:12,15', 12n, false],
      ['10:20:12,15', 19n, true],
      ['10:20:12,15', 20n, false],
      ['10:10:', 9n, true],
      ['10:10:', 10n, false],
    ] as const)
    .run(({ assert }, [text, transaction, saw]) => {
      assert.equal(new Snapshot(text).saw(transaction), saw)
    })

  test('{0} is before {1}: {2}')
    .with([
      ['10:20:', '11:20:', true],
      ['10:20:10', '10:21:10', true],
      ['10:20:10,11', '10:20:10', true],
      ['10:20:10', '10:20:10', false],
      ['11:20:', '10:20:10', false],
    ] as const)
    .run(({ assert }, [one, other, isBefore]) => {
      assert.equal(new Snapshot(one).isBefore(new Snapshot(other)), isBefore)
    })
})
