/** What a spreadsheet would take for a formula, and run (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/

function cell(value: string | number | boolean | null) {
  const text = value === null ? '' : String(value)
  const harmless = typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** A line of CSV (RFC 4180). What begins like a formula has an apostrophe before it. */
export const csvLine = (values: (string | number | boolean | null)[]) =>
  `${values.map(cell).join(',')}\r\n`
