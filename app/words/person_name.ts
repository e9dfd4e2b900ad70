/** What others see of somebody: the username is unique, the display name freely chosen. */
type Named = { username: string; displayName: string | null }

const segments = new Intl.Segmenter('en', { granularity: 'grapheme' })

const firstSign = (word: string) => [...segments.segment(word)][0]?.segment ?? ''

/** From the first and the last name, or from the username. */
export function initialsOf({ username, displayName }: Named) {
  const words = (displayName ?? username).split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const [first = username, ...others] = words
  const last = displayName ? others.at(-1) : undefined
  return (firstSign(first) + firstSign(last ?? '')).toUpperCase()
}

/** Background colours of initials: `face--1` to `face--6` in faces.css. */
const TONES = 6

/** One of them, always the same for one person. */
export const toneOf = ({ username }: Named) =>
  ([...Buffer.from(username)].reduce(
    (sum, byte) => Math.imul(sum ^ byte, 16_777_619) >>> 0,
    2_166_136_261
  ) %
    TONES) +
  1

/** Letters of right-to-left scripts. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

const isolated = (text: string) => (RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text)

/**
 * For plain text. Nobody can pass for another: the username stands at the end, in the only parentheses there can be.
 */
export const nameInWords = ({ username, displayName }: Named) =>
  displayName ? `${isolated(displayName)} (${username})` : username
