import type { DateTime } from 'luxon'
import { pointInTime } from '#words/point_in_time'

/** Why an account is suspended, and until when: null for until it is activated. */
export type Suspension = { reason: string | null; until: DateTime | null }

export const suspensionInWords = ({ reason, until }: Suspension) =>
  [
    until ? `This account is suspended until ${pointInTime(until)}.` : 'This account is suspended.',
    ...(reason ? [`Reason: ${/[.!?]$/.test(reason) ? reason : `${reason}.`}`] : []),
    'Write to support if you think that is a mistake.',
  ].join(' ')
