/** IANA's names, as far as the platform knows them. UTC is not among those; it is also the default. */
export const TIME_ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')]

const known = new Set(TIME_ZONES)

export const isTimeZone = (name: string) => known.has(name)
