import type User from '#models/user'

/** Lists of somebody's data, by their names in the archive. */
export type Records = Record<string, (owner: User) => AsyncIterable<object>>

/** Rows per query. */
const PAGE = 200

type Page<T> = { all(): T[]; hasMorePages: boolean }

/** All rows of a list, in the form in which they are exported. */
export async function* each<T>(
  list: (page: number, perPage: number) => Promise<Page<T>>,
  toObject: (row: T) => object
) {
  for (let page = 1, isMore = true; isMore; page++) {
    const rows = await list(page, PAGE)
    yield* rows.all().map(toObject)
    isMore = rows.hasMorePages
  }
}

/** What a transformer returns for a row. */
export type Body<Of extends { prototype: { toObject(): object } }> = ReturnType<
  Of['prototype']['toObject']
>
