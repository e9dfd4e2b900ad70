import { HOUR, MINUTE } from '#words/duration'

/** So many seconds, as people say it. Never less than it is: whoever has waited that long gets through. */
export function waitingTime(seconds: number) {
  if (seconds <= 10) return 'a few seconds'
  if (seconds <= MINUTE) return 'a minute'
  if (seconds <= 1.5 * HOUR) {
    const minutes = Math.ceil(seconds / MINUTE)
    return minutes === 60 ? 'about an hour' : `about ${minutes} minutes`
  }
  return `about ${Math.ceil(seconds / HOUR)} hours`
}
