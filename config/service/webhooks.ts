import { DAY, HOUR, MINUTE } from '#words/duration'

/** Webhooks. Seconds, unless a line says otherwise. */
export const webhooks = {
  /** Of one installation: each is asked for with every event. */
  most: 20,

  /** Messages that are on their way at the same time. */
  atOnce: 8,

  /** For the whole of an attempt. A receiver answers first, and works after. */
  patience: 10,

  /** Bytes of an answer that are read, and thrown away. */
  longestAnswer: 64 * 1024,

  /** After the first failed attempt and each that follows, as Standard Webhooks has them: three days in all. */
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

  /** After any failure nothing else is sent there for so long: others are not to wait for a receiver that is away. */
  rest: MINUTE,

  /** A receiver that has taken nothing for so long is sent nothing any more, until somebody turns it on again. */
  disabledAfter: 5 * DAY,

  /** Days that deliveries are listed. */
  listed: 30,

  /** So long what is sent is signed with the secret from before a rotation as well. */
  overlap: DAY,
}
