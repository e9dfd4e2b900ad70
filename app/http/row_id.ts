/** The number of a row in a route, as far as a number can be one: whether PostgreSQL has such numbers, see isRowId(). */
export const rowId = { match: /^[1-9]\d{0,9}$/, cast: Number }

/** The largest integer of PostgreSQL. */
const MOST_ROWS = 2 ** 31 - 1

export const isRowId = (id: number) => Number.isInteger(id) && id > 0 && id <= MOST_ROWS
