import type { DateTime } from 'luxon'
import type User from '#models/user'

/**
 * What lets somebody recognize their own account, or see that it is somebody else's. Where the account was created is
 * erased once it has claimed its address.
 */
export const describeAccount = (
  { createdAt, registeredFrom }: User,
  moment: (at: DateTime) => string
) => ({
  madeAt: moment(createdAt),
  madeFrom: registeredFrom,
})
