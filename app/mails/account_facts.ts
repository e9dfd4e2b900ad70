import type { I18n } from '@adonisjs/i18n'
import type User from '#models/user'
import { pointInTime } from '#words/point_in_time'

/**
 * By what somebody knows their own account again, or learns that it is another's. Once an account is known to be its
 * owner's, nothing is kept of where it was made.
 */
export const describeAccount = ({ createdAt, registeredFrom }: User, words: I18n) => ({
  madeAt: pointInTime(createdAt, words),
  madeFrom: registeredFrom,
})
