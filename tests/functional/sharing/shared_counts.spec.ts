import limiter from '@adonisjs/limiter/services/main'
import { test } from '@japa/runner'
import { letLimitsPass, setLimits } from '#tests/helpers/people/limits'
import { uniqueName } from '#tests/helpers/people/users'

const TIMES_AT_ONCE = 20

const atOnce = <T>(work: () => Promise<T>) =>
  Promise.allSettled(Array.from({ length: TIMES_AT_ONCE }, work))

const store = (options: object = {}) =>
  limiter.use('shared', { requests: 5, duration: '1 minute', ...options })

test.group('A count that all instances share', (group) => {
  let key: string
  group.each.setup(() => {
    key = uniqueName()
    return setLimits({})
  })

  const consumed = async () => (await store().get(key))?.consumed ?? null

  test('misses nothing of what comes at once, and lets in no more than it may', async ({
    assert,
  }) => {
    const results = await atOnce(() => store().consume(key))
    assert.lengthOf(
      results.filter(({ status }) => status === 'fulfilled'),
      5
    )
    assert.equal(await consumed(), TIMES_AT_ONCE)
  })

  test('begins one window for what comes at once after the last one', async ({ assert }) => {
    await store().consume(key, 5)
    await letLimitsPass(60)
    assert.isNull(await consumed())
    await atOnce(() => store().increment(key))
    assert.equal(await consumed(), TIMES_AT_ONCE)
  })

  test('never tells of a longer window than there is', async ({ assert }) => {
    const results = await atOnce(() => store().increment(key))
    for (const result of results)
      assert.include([59, 60], result.status === 'fulfilled' && result.value.availableIn)
  })

  test('keeps its window while it grows and shrinks', async ({ assert }) => {
    await store().consume(key, 3)
    await letLimitsPass(40)
    for (const response of [await store().decrement(key, 2), await store().increment(key)])
      assert.approximately(response.availableIn, 20, 5)
    assert.equal(await consumed(), 2)
    await letLimitsPass(20)
    assert.isNull(await consumed())
  })

  test('takes back all that is given back at once, and never more than was counted', async ({
    assert,
  }) => {
    await store().increment(key, TIMES_AT_ONCE + 1)
    await atOnce(() => store().decrement(key))
    assert.equal(await consumed(), 1)
    assert.deepInclude((await store().decrement(key, 7)).toJSON(), { consumed: 0, remaining: 5 })
  })

  test('takes nothing back from the next window', async ({ assert }) => {
    await store().consume(key)
    await letLimitsPass(60)
    assert.equal((await store().decrement(key)).consumed, 0)
    assert.isNull(await consumed())
  })

  test('can be blocked, set and deleted', async ({ assert }) => {
    assert.equal((await store().block(key, '10 mins')).availableIn, 600)
    await assert.rejects(() => store().consume(key), 'Too many requests')
    const { remaining, availableIn } = await store().set(key, 3, 30)
    assert.deepEqual([remaining, availableIn], [2, 30])
    assert.isTrue(await store().delete(key))
    assert.isFalse(await store().delete(key))
    assert.isNull(await consumed())
  })

  test('blocks once for longer than its window where that was asked for', async ({ assert }) => {
    const blocking = store({ blockDuration: '5 mins' })
    await blocking.consume(key, 5)
    await assert.rejects(() => blocking.consume(key), 'Too many requests')
    await letLimitsPass(100)
    await assert.rejects(() => blocking.consume(key), 'Too many requests')
    assert.approximately(await blocking.availableIn(key), 200, 5)
  })
})
