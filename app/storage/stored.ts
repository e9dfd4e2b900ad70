import type { Checksum } from '#storage/checksum'

/** Something with bytes in the storage, under its id. */
export type Stored = Checksum & { id: string; ownerId: number }

/** One kind of stored bytes, and what its rows say. */
export type Keeper = {
  /** Which of these keys belong to it. */
  knownAmong: (keys: string[]) => Promise<string[]>
  /** What should be stored, by id: a batch after the given one. Without it, its bytes are not verified. */
  after?: (id: string) => Promise<Stored[]>
  /** Whether it should still exist. */
  isThere?: (id: string) => Promise<boolean>
}

/** Rows per query. */
export const BATCH = 200
