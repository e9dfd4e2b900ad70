/** Streams of events. Milliseconds, unless a line says otherwise. */
export const live = {
  /**
   * Between two looks at what is new, and at which credentials are still good: a stream ends within a second of its
   * credential.
   */
  every: 700,

  /** A stream on which nothing was said for so long says that it is there: proxies cut off what is silent for a minute. */
  heartbeat: 20_000,

  /** So long a client waits before it comes back, and up to twice as long, so that not all come back at once. */
  retry: 2_000,

  /** Until a stream ends and its client comes back: one that has vanished without a word is kept no longer. */
  longest: 3_600_000,

  /** What is new since a stream broke off is told to whoever comes back within so many hours. */
  resumable: 24,

  /** Events that are told at once. Where there are more a client reads anew what it shows, which is less work for both. */
  mostAtOnce: 200,

  /** Streams of one person in one process: a few devices with a few tabs each. */
  mostOfPerson: 20,

  /** Streams in one process. 1,000 were measured: see docs/features/live.md. */
  mostOfProcess: 2_000,

  /** Bytes that wait for a client that does not read them, before it is let go. */
  unread: 256 * 1024,
}
