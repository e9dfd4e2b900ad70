/** What somebody is known by to those who see them: the username is theirs alone, the display name whatever they like. */
type Named = { username: string; displayName: string | null }

const segments = new Intl.Segmenter('en', { granularity: 'grapheme' })

const firstSign = (word: string) => [...segments.segment(word)][0]?.segment ?? ''

/** Of the first name and of the last, or of the username. */
export function initialsOf({ username, displayName }: Named) {
  const words = (displayName ?? username).split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const [first = username, ...others] = words
  const last = displayName ? others.at(-1) : undefined
  return (firstSign(first) + firstSign(last ?? '')).toUpperCase()
}

/** Colours that the initials stand on: `face--1` to `face--6` in faces.css. */
const TONES = 6

/** One of them, the same wherever somebody is shown. */
export const toneOf = ({ username }: Named) =>
  ([...Buffer.from(username)].reduce(
    (sum, byte) => Math.imul(sum ^ byte, 16_777_619) >>> 0,
    2_166_136_261
  ) %
    TONES) +
  1

/** Letters that turn the text around them. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/

const isolated = (text: string) => (RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text)

/** In text: nobody passes for another, as the username stands at the end, in the only parentheses there can be. */
export const nameInWords = ({ username, displayName }: Named) =>
  displayName ? `${isolated(displayName)} (${username})` : username
