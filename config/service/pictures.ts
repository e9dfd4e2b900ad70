/** Pictures of people. Sizes are in bytes, times in seconds. */
export const pictures = {
  /** The size of a phone's photo. */
  largest: 8 * 1_024 * 1_024,

  /**
   * Each may take eight bytes when decoded, and a file of a few hundred bytes can claim any number of them. A phone has
   * 24 million.
   */
  mostPixels: 25_000_000,

  /** For decoding one and drawing it anew. */
  patience: 10,

  /** Width and height in pixels, by their names in addresses: twice the size in lists and profiles. */
  widths: { small: 96, large: 384 },

  /** In progress at the same time, in one process: per account, and in total. Each is in memory as a whole. */
  perAccount: 1,
  atOnce: 8,

  /** How long a browser may cache one: a new picture has another address. */
  shown: 3_600,
}

export type PictureWidth = keyof typeof pictures.widths
