import { setTimeout as wait } from 'node:timers/promises'
import { Exception } from '@adonisjs/core/exceptions'
import { test } from '@japa/runner'
import { E_HASH_QUEUE_FULL, HashQueue } from '#passwords/hash_queue'

/** A task that ends when it is told to. */
const task = () => Promise.withResolvers<string>()

const queueOf = (options = {}) =>
  new HashQueue({ concurrency: 2, waiting: 2, patience: 1_000, ...options })

test.group('Hash queue', () => {
  test('runs two at once and the next when one of them is done', async ({ assert }) => {
    const queue = queueOf()
    const tasks = [task(), task(), task()]
    const started: number[] = []
    const answers = tasks.map(({ promise }, index) =>
      queue.run(() => {
        started.push(index)
        return promise
      })
    )

    await wait(1)
    assert.deepEqual(started, [0, 1])
    assert.deepEqual([queue.running, queue.waiting], [2, 1])

    tasks[1].resolve('second')
    await wait(1)
    assert.deepEqual(started, [0, 1, 2])

    tasks[0].resolve('first')
    tasks[2].resolve('third')
    assert.deepEqual(await Promise.all(answers), ['first', 'second', 'third'])
    assert.deepEqual([queue.running, queue.waiting], [0, 0])
  })

  test('serves those who wait in the order they came', async ({ assert }) => {
    const queue = queueOf({ concurrency: 1, waiting: 10 })
    const order: number[] = []
    await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        queue.run(async () => {
          await wait(1)
          order.push(index)
        })
      )
    )
    assert.deepEqual(order, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  test('sends whoever comes to a full queue away at once', async ({ assert }) => {
    const queue = queueOf()
    const blocker = task()
    const inside = [1, 2, 3, 4].map(() => queue.run(() => blocker.promise))

    const error = await queue.run(() => 'never').catch((refusal) => refusal)
    assert.instanceOf(error, E_HASH_QUEUE_FULL)
    assert.instanceOf(error, Exception)
    assert.include(error, { status: 503, code: 'unavailable', retryAfter: 2 })

    blocker.resolve('done')
    assert.lengthOf(await Promise.all(inside), 4)
    assert.equal(await queue.run(() => 'welcome again'), 'welcome again')
  })

  test('lets nobody wait longer than its patience', async ({ assert }) => {
    const queue = queueOf({ concurrency: 1, patience: 20 })
    const blocker = task()
    const inside = queue.run(() => blocker.promise)

    await assert.rejects(() => queue.run(() => 'never'), E_HASH_QUEUE_FULL)
    assert.equal(queue.waiting, 0)

    blocker.resolve('done')
    await inside
    assert.equal(queue.running, 0)
  })

  test('a task that was started is not cut off by that patience', async ({ assert }) => {
    const queue = queueOf({ concurrency: 1, patience: 10 })
    const inTurn = [queue.run(() => wait(2)), queue.run(() => wait(30, 'finished'))]
    assert.deepEqual(await Promise.all(inTurn), [undefined, 'finished'])
  })

  test('a task that fails gives its place back', async ({ assert }) => {
    const queue = queueOf({ concurrency: 1 })
    const failing = () => {
      throw new Error('out of memory')
    }
    await assert.rejects(() => queue.run(failing), 'out of memory')
    assert.equal(await queue.run(() => 'next'), 'next')
  })
})
