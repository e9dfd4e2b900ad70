import { middlewareOf, type Route } from '#access/route_access'

/** The arguments of middleware.deprecated(). */
export type DeprecationOptions = {
  /** The day from which new clients should not use it: `2026-11-28`. */
  since: string
  /** The day from which it may be gone. */
  sunset?: string
  /** The path of its replacement. */
  instead?: string
}

/** The route's deprecation, if it has one. */
export const deprecationOf = (route: Route) =>
  middlewareOf(route).find(({ name }) => name === 'deprecated')?.args as
    DeprecationOptions | undefined

const timeOf = (day: string) => (/^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(day) : Number.NaN)

/** The headers for it: RFC 9745 and RFC 8594. */
export const deprecationHeaders = ({ since, sunset }: DeprecationOptions) => ({
  Deprecation: `@${timeOf(since) / 1_000}`,
  ...(sunset && { Sunset: new Date(timeOf(sunset)).toUTCString() }),
})

/** The deprecation in words. */
export const deprecationInWords = ({ since, sunset, instead }: DeprecationOptions) =>
  [
    `Deprecated since ${since}.`,
    sunset && `It may be gone from ${sunset} on.`,
    instead && `Use \`${instead}\` instead.`,
  ]
    .filter(Boolean)
    .join(' ')

/** What is wrong with the declaration, worded to follow the name of the route. */
export function faultsOfDeprecation(route: Route) {
  const deprecation = deprecationOf(route)
  if (!deprecation) return []
  const { since, sunset = '9999-01-01' } = deprecation
  if (Number.isNaN(timeOf(since) + timeOf(sunset)))
    return ['is deprecated, but not by days such as 2026-11-28']
  return timeOf(sunset) > timeOf(since) ? [] : ['is to be gone before it is deprecated']
}
