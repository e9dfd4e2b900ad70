/** The id of a row in a route, as far as its form goes. Whether PostgreSQL can hold it is up to isRowId(). */
export const rowId = { match: /^[1-9]\d{0,9}$/, cast: Number }

/** PostgreSQL's largest integer. */
const MOST_ROWS = 2 ** 31 - 1

export const isRowId = (id: number) => Number.isInteger(id) && id > 0 && id <= MOST_ROWS
