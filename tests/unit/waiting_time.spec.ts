import { test } from '@japa/runner'
import { english } from '#languages/words'
import { waitingTime } from '#words/waiting_time'

test.group('A waiting time', () => {
  test('of {seconds} seconds is called {words}')
    .with([
      { seconds: 1, words: 'a few seconds' },
      { seconds: 11, words: 'a minute' },
      { seconds: 60, words: 'a minute' },
      { seconds: 61, words: 'about 2 minutes' },
      { seconds: 1_500, words: 'about 25 minutes' },
      { seconds: 3_599, words: 'about an hour' },
      { seconds: 3_600, words: 'about an hour' },
      { seconds: 4_000, words: 'about 67 minutes' },
      { seconds: 7_000, words: 'about 2 hours' },
      { seconds: 86_400, words: 'about 24 hours' },
    ])
    .run(({ assert }, { seconds, words }) => {
      assert.equal(waitingTime(seconds, english()), words)
    })
})
