/** By the names of IANA, as the platform knows them. UTC is not among those, and is what is used without one. */
export const TIME_ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')]

const known = new Set(TIME_ZONES)

export const isTimeZone = (name: string) => known.has(name)
