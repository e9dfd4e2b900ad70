import { DAY } from '#words/duration'

/** In seconds. No upload takes this long: anything older and incomplete was left by a crash. */
export const LONGEST_UPLOAD = DAY

export type Pruning = {
  /** Only counts. */
  dryRun?: boolean
  /** Stops it between two steps. */
  signal?: AbortSignal
}

/** How many of each kind were removed, or would be. */
export type Pruned = { what: string; count: number }[]
