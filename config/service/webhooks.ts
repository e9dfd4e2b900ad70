import { DAY, HOUR, MINUTE } from '#words/duration'

/** Webhooks. Seconds, unless a line says otherwise. */
export const webhooks = {
  /** Per installation: each is checked for every event. */
  most: 20,

  /** Messages in progress at the same time. */
  atOnce: 8,

  /** For a whole attempt. A receiver should answer first, and work afterwards. */
  patience: 10,

  /** Bytes of an answer that are read, and discarded. */
  longestAnswer: 64 * 1024,

  /** After each failed attempt, as Standard Webhooks recommends: three days in all. */
  pauses: [
    5,
    5 * MINUTE,
    30 * MINUTE,
    2 * HOUR,
    5 * HOUR,
    10 * HOUR,
    14 * HOUR,
    20 * HOUR,
    24 * HOUR,
  ],

  /** After any failure nothing else is sent to that webhook for this long, so that others need not wait for it. */
  rest: MINUTE,

  /** A webhook that has failed for this long is turned off until somebody turns it on again. */
  disabledAfter: 5 * DAY,

  /** Days for which deliveries are listed. */
  listed: 30,

  /** For how long messages are also signed with the secret from before a rotation. */
  overlap: DAY,
}
