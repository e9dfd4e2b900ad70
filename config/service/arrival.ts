import { HOUR } from '#words/duration'

/** How long requests may take to arrive, and what may come with an upload. Times are in seconds, sizes in bytes. */
export const arrival = {
  /** A whole request, an upload aside: that takes hours over a slow line. */
  request: 300,

  upload: {
    /** Without a byte, after which the client counts as gone. */
    idle: 30,

    /** Bytes a second on average: whoever is slower holds a connection for months. */
    slowest: 1_024,

    /** What a client may wait in all, before that average counts. */
    start: 60,

    /** In all: files:prune takes what is a day old, and not whole, for lost. */
    longest: 20 * HOUR,

    /** All that is not the file: fields, the headers of the parts, and what stands around them. */
    beside: 16 * 1_024,

    fields: 10,

    /** In one form of a page, which may hold several: as many as can be chosen at once in a list. */
    files: 100,

    /** The headers of each file after the first. */
    besideEach: 2 * 1_024,

    /**
     * Under way at the same time, in one process: of one account, and of all. To a bucket each holds about 10 MB of
     * memory, so that all of them take one GB.
     */
    perAccount: 25,
    atOnce: 100,
  },

  /**
   * What a client still sends once it was refused is dropped, so that it finds the answer before the connection closes:
   * within the limits of an upload, for so many at the same time in one process, and of one network.
   */
  refused: {
    atOnce: 100,
    perNetwork: 25,

    /** For all others. */
    linger: 5,
  },
}
