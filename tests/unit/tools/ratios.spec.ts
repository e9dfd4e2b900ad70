import { test } from '@japa/runner'
import { inWords, ratioOf, verdictOn } from '../../../benchmarks/reports/ratios.js'

/** Two servers that took turns: how many requests a second each answered, round by round. */
function ratio(ours: number[], theirs: number[], busy = 0) {
  const resultOf = (rounds: number[]) => ({ perSecond: 0, p50: 0, p99: 0, rounds, busy })
  const results = new Map([
    ['ours', resultOf(ours)],
    ['theirs', resultOf(theirs)],
  ])
  return ratioOf(results, 'ours', 'theirs')!
}

test.group('What a benchmark says', () => {
  test('is the ratio of rounds, with how far they agree', ({ assert }) => {
    assert.equal(inWords(ratio([100, 220, 95], [100, 200, 100])), '1.00 (0.95–1.10)')
  })

  test('is that a target is met only with the spread taken off', ({ assert }) => {
    const close = ratio([100, 104, 108], [100, 100, 100])
    assert.equal(verdictOn(close, 1, 1.2), 'met')
    assert.equal(verdictOn(close, 1.02, 1.2), '**windows differ**')
    assert.equal(verdictOn(close, 1.1, 1.2), '**missed**')
    assert.equal(verdictOn(close, 0.5, 1), 'aim met')
  })

  test('is no verdict where rounds differ, or others had the machine', ({ assert }) => {
    assert.equal(verdictOn(ratio([100, 200, 300], [100, 100, 100]), 0.5, 1), '**windows differ**')
    assert.equal(verdictOn(ratio([100], [100]), 0.5, 1), 'one look')
    const busy = ratio([100, 100, 100], [100, 100, 100], 2)
    assert.equal(verdictOn(busy, 0.5, 1), '**machine was busy**')
  })
})
