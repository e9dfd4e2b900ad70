/** Pictures of people. Sizes are in bytes, times in seconds. */
export const pictures = {
  /** What a telephone takes a photo in. */
  largest: 8 * 1_024 * 1_024,

  /** Decoded, each may take eight bytes; a file of a few hundred can claim any number of them. A telephone has 24 million. */
  mostPixels: 25_000_000,

  /** To read one, and draw it anew. */
  patience: 10,

  /** Width and height in pixels, by the names that addresses know them by: twice what lists and profiles show. */
  widths: { small: 96, large: 384 },

  /** Under way at the same time, in one process: of one account, and of all. Each is in memory as a whole. */
  perAccount: 1,
  atOnce: 8,

  /** How long a browser shows one without asking again: a new picture has an address of its own. */
  shown: 3_600,
}

export type PictureWidth = keyof typeof pictures.widths
