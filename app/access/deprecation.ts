import { middlewareOf, type Route } from '#access/route_access'

/** What middleware.deprecated() is told. */
export type DeprecationOptions = {
  /** The day since when nobody should begin to use it: `2026-11-28`. */
  since: string
  /** The day from which on it may be gone. */
  sunset?: string
  /** The path of what takes its place. */
  instead?: string
}

/** Whether, and since when, a route is there for those alone who use it already. */
export const deprecationOf = (route: Route) =>
  middlewareOf(route).find(({ name }) => name === 'deprecated')?.args as
    DeprecationOptions | undefined

const timeOf = (day: string) => (/^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(day) : Number.NaN)

/** The headers that say so: RFC 9745, and RFC 8594. */
export const deprecationHeaders = ({ since, sunset }: DeprecationOptions) => ({
  Deprecation: `@${timeOf(since) / 1_000}`,
  ...(sunset && { Sunset: new Date(timeOf(sunset)).toUTCString() }),
})

/** The same in words. */
export const deprecationInWords = ({ since, sunset, instead }: DeprecationOptions) =>
  [
    `Deprecated since ${since}.`,
    sunset && `It may be gone from ${sunset} on.`,
    instead && `Use \`${instead}\` instead.`,
  ]
    .filter(Boolean)
    .join(' ')

/** What is wrong with it, in words that go on after the name of the route. */
export function faultsOfDeprecation(route: Route) {
  const deprecation = deprecationOf(route)
  if (!deprecation) return []
  const { since, sunset = '9999-01-01' } = deprecation
  if (Number.isNaN(timeOf(since) + timeOf(sunset)))
    return ['is deprecated, but not by days such as 2026-11-28']
  return timeOf(sunset) > timeOf(since) ? [] : ['is to be gone before it is deprecated']
}
