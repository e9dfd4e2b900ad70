import type { DateTime } from 'luxon'
import type User from '#models/user'

/**
 * By what somebody knows their own account again, or learns that it is another's. Once an account is known to be its
 * owner's, nothing is kept of where it was made.
 */
export const describeAccount = (
  { createdAt, registeredFrom }: User,
  moment: (at: DateTime) => string
) => ({
  madeAt: moment(createdAt),
  madeFrom: registeredFrom,
})
