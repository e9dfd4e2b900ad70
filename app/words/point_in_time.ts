import type { DateTime } from 'luxon'

/** A moment, as mails write it: they cannot know where they are read. */
export const pointInTime = (moment: DateTime) =>
  moment.toUTC().setLocale('en').toFormat("d LLLL yyyy, HH:mm 'UTC'")
