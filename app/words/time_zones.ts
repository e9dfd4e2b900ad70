/** IANA's names, as far as the platform lists them. UTC is not among those; it is also the default. */
export const TIME_ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')]

const listed = new Set(TIME_ZONES)

/** Not an offset, which Intl takes as well. */
const NAME = /^[a-z][\w+/-]*$/i

/**
 * The listed name of a time zone, or null. Devices know zones by other names of IANA too: the platform lists
 * Asia/Calcutta and Europe/Kiev, phones say Asia/Kolkata and Europe/Kyiv.
 */
export function timeZoneNamed(name: string) {
  if (listed.has(name)) return name
  if (!NAME.test(name)) return null
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions()
    return listed.has(timeZone) ? timeZone : null
  } catch {
    return null
  }
}
