import type { Result } from '../load/rounds.js'

/** How one server did against another: the median of the rounds, the middle half of them, and the share of busy windows. */
export type Ratio = { median: number; low: number; high: number; busy: number; rounds: number }

/** Windows that differ by more than this part of their median tell nothing. */
const AGREEMENT = 0.15

/** Nor do those of which more than this share counts although the machine was busy with something else. */
const MOST_BUSY = 0.5

/** Nor do so few that nobody knows how far they agree: those of a quick look. */
const FEWEST = 3

const UNTOLD = { differ: '**windows differ**', busy: '**machine was busy**', few: 'one look' }

/** Round by round: both had the same machine then. */
export function ratioOf(results: Map<string, Result> | undefined, ours: string, theirs: string) {
  const [one, other] = [results?.get(ours), results?.get(theirs)]
  if (!one || !other) return undefined
  const sorted = one.rounds.map((rate, round) => rate / other.rounds[round]).sort((a, b) => a - b)
  const last = sorted.length - 1
  return {
    median: (sorted[Math.floor(last / 2)] + sorted[Math.ceil(last / 2)]) / 2,
    low: sorted[Math.floor(last / 4)],
    high: sorted[Math.ceil((last * 3) / 4)],
    busy: (one.busy + other.busy) / (2 * sorted.length),
    rounds: sorted.length,
  }
}

export const inWords = ({ median, low, high }: Ratio) =>
  `${median.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`

/** Whether it is at least so high, with the spread taken off; and nothing of the kind where the windows do not agree. */
export function verdictOn({ median, low, high, busy, rounds }: Ratio, least: number, aim: number) {
  if (rounds < FEWEST) return UNTOLD.few
  if (busy > MOST_BUSY) return UNTOLD.busy
  if ((high - low) / median > AGREEMENT) return UNTOLD.differ
  if (low >= aim) return aim > least ? 'aim met' : 'met'
  if (low >= least) return 'met'
  return median < least ? '**missed**' : UNTOLD.differ
}
