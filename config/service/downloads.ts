export const downloads = {
  /** Seconds in which a client that is sent bytes reads none of them, after which it counts as gone. */
  idle: 120,
}
