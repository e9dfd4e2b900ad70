import type { Checksum } from '#storage/checksum'

/** What has bytes in the storage, under its id. */
export type Stored = Checksum & { id: string; ownerId: number }

/** One kind of what is kept in the storage, and what its rows say. */
export type Keeper = {
  /** Which of these keys are its. */
  knownAmong: (keys: string[]) => Promise<string[]>
  /** What should be there, in the order of their ids: a batch of those after that one. Without it, nobody verifies them. */
  after?: (id: string) => Promise<Stored[]>
  /** Whether somebody still wants it to be there. */
  isThere?: (id: string) => Promise<boolean>
}

/** Rows in one query. */
export const BATCH = 200
