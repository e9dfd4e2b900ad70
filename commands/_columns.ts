/** Pads every cell to the width of its column. */
export function padColumns(rows: string[][]): string[][] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column])))
}

/** The last line of a list that continues. */
export const goOnWith = ({ nextCursor }: { nextCursor: string | null }) =>
  nextCursor ? `There are more: --after=${nextCursor}` : undefined

/** A table as Prettier formats it; the first row is its head. */
export function markdownTable(rows: string[][]): string {
  const [head, ...body] = padColumns(rows)
  const rule = head.map((cell) => '-'.repeat(cell.length))
  return [head, rule, ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
