/** Streams of events. Milliseconds, unless a line says otherwise. */
export const live = {
  /** Between two checks for new events and ended credentials: a stream ends within a second of its credential. */
  every: 700,

  /** A stream that was silent for this long sends a heartbeat: proxies cut off what is silent for a minute. */
  heartbeat: 20_000,

  /** A client waits this long before it reconnects, and up to twice as long, so that not all reconnect at once. */
  retry: 2_000,

  /** Until a stream ends and its client reconnects, so that one that has vanished silently is not kept for longer. */
  longest: 3_600_000,

  /** Hours within which a client that reconnects gets everything that it missed. */
  resumable: 24,

  /** Events sent at once. If there are more, a client reloads what it shows, which is less work for both. */
  mostAtOnce: 200,

  /** Streams per person in one process: a few devices with a few tabs each. */
  mostOfPerson: 20,

  /** Streams in one process. 1,000 were measured: see docs/features/live.md. */
  mostOfProcess: 2_000,

  /** Bytes that may wait for a client that does not read, before its stream ends. */
  unread: 256 * 1024,
}
