import type { Person } from '#tests/helpers/people/users'

/** Whose the things are that a sample needs. */
export type Owner = Pick<Person, 'id'>

type Body = Record<string, string | string[] | number | Record<string, string>>

/** What to send to a route so that its controller has something to do, and what it answers then. */
export type Sample = {
  status: number
  /** Path parameters, of something that is the visitor's. Without them: ids that nobody has. */
  params?: (visitor: Owner) => Promise<Record<string, string>>
  /** JSON for the API, the fields of a form for a page. Without it: nothing in it. */
  body?: () => Body | Promise<Body>
}
