import { HOUR } from '#words/duration'

/** How long requests may take to arrive, and what may accompany an upload. Times are in seconds, sizes in bytes. */
export const arrival = {
  /** A whole request, except an upload, which may take hours over a slow line. */
  request: 300,

  upload: {
    /** Without a byte, after which the client counts as gone. */
    idle: 30,

    /** Bytes a second on average: a slower client could hold a connection for months. */
    slowest: 1_024,

    /** Total waiting time before that average applies. */
    start: 60,

    /** In total: files:prune treats incomplete uploads that are a day old as lost. */
    longest: 20 * HOUR,

    /** Everything but the file: fields, the headers of the parts, and the delimiters. */
    beside: 16 * 1_024,

    fields: 10,

    /** Per form of a page, which may hold several: as many as can be selected at once in a list. */
    files: 100,

    /** The headers of each file after the first. */
    besideEach: 2 * 1_024,

    /**
     * In progress at the same time, in one process: per account, and in total. With a bucket each holds about 10 MB of
     * memory, so that all of them take one GB.
     */
    perAccount: 25,
    atOnce: 100,
  },

  /**
   * What a client still sends after it was refused is discarded, so that it finds the answer before the connection
   * closes: within the limits of an upload, for this many at the same time in one process, and per network.
   */
  refused: {
    atOnce: 100,
    perNetwork: 25,

    /** For all others. */
    linger: 5,
  },
}
