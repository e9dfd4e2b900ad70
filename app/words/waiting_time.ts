import type { I18n } from '@adonisjs/i18n'
import { HOUR, MINUTE } from '#words/duration'

/** A waiting time for people to read. Rounded up: anyone who waits that long gets through. */
export function waitingTime(seconds: number, words: I18n) {
  if (seconds <= 10) return words.t('words.wait.seconds')
  if (seconds <= MINUTE) return words.t('words.wait.minute')
  if (seconds <= 1.5 * HOUR) {
    const count = Math.ceil(seconds / MINUTE)
    return count === 60 ? words.t('words.wait.hour') : words.t('words.wait.minutes', { count })
  }
  return words.t('words.wait.hours', { count: Math.ceil(seconds / HOUR) })
}
