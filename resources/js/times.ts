/** Tells times in the reader's own zone, and how long ago a recent one was. Without this they stand there in UTC. */
import { say } from './words.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Milliseconds for which "3 hours ago" says more than a date does. */
const RECENT = 6 * DAY

/** Days and months are written as on the server. */
const locale = document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang

/** Chosen by the reader; else the browser's own. */
const timeZone = document.documentElement.dataset.zone

const DATE = { day: 'numeric', month: 'long', year: 'numeric' } as const
const TIME = { day: 'numeric', month: 'short', year: 'numeric' } as const
const CLOCK = { hour: '2-digit', minute: '2-digit' } as const

const written = (moment: Date, format: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { ...format, timeZone }).format(moment).replaceAll(' ', '\u00a0')

const inWhole = (moment: Date) => `${written(moment, TIME)}, ${written(moment, CLOCK)}`

function ago(moment: Date) {
  const passed = Date.now() - moment.getTime()
  if (passed < 0 || passed > RECENT) return null
  if (passed < MINUTE) return say('just_now')
  const units = [
    ['day', DAY],
    ['hour', HOUR],
    ['minute', MINUTE],
  ] as const
  const [unit, length] = units.find(([, size]) => passed >= size)!
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  return words.format(-Math.floor(passed / length), unit).replaceAll(' ', '\u00a0')
}

function tell(element: HTMLTimeElement) {
  const moment = new Date(element.dateTime)
  const { shape } = element.dataset
  if (shape === 'date') element.textContent = written(moment, DATE)
  else element.textContent = (shape === 'relative' && ago(moment)) || inWhole(moment)
  element.title = moment.toLocaleString(locale, { dateStyle: 'full', timeStyle: 'long', timeZone })
}

for (const element of document.querySelectorAll<HTMLTimeElement>('time[data-shape]')) tell(element)
