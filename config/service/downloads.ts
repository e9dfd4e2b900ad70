export const downloads = {
  /** Seconds after which a client that reads none of the bytes sent to it counts as gone. */
  idle: 120,
}
