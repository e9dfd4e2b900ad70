/** What a spreadsheet would execute as a formula (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/

function cell(value: string | number | boolean | null) {
  const text = value === null ? '' : String(value)
  const harmless = typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** A line of CSV (RFC 4180). A value that begins like a formula is prefixed with an apostrophe. */
export const csvLine = (values: (string | number | boolean | null)[]) =>
  `${values.map(cell).join(',')}\r\n`
