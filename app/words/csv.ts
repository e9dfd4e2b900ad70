/**
 * Where a spreadsheet would read a formula (OWASP, CSV injection): at the beginning, and where it may see that of another
 * cell. Those of many languages separate cells by semicolons, and know none of our quotation marks then.
 */
const FORMULA = /^(?=[\t\r\n])|(?<=^|[;\r\n])(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g

function cell(value: string | number | boolean | null) {
  const text = value === null ? '' : String(value)
  const harmless = typeof value === 'string' ? text.replace(FORMULA, "'") : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** A line of CSV (RFC 4180). What would be read as a formula has an apostrophe before it. */
export const csvLine = (values: (string | number | boolean | null)[]) =>
  `${values.map(cell).join(',')}\r\n`
