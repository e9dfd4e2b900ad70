import { DAY } from '#words/duration'

/** In seconds. No upload takes as long: what is older and not whole was left by a crash. */
export const LONGEST_UPLOAD = DAY

export type Pruning = {
  /** Only counts. */
  dryRun?: boolean
  /** Ends it between two steps. */
  signal?: AbortSignal
}

/** How many of each kind went, or would go. */
export type Pruned = { what: string; count: number }[]
