import string from '@adonisjs/core/helpers/string'

/** A number of bytes as people read it, wherever they do. */
export const sizeInWords = (bytes: number) =>
  string.bytes.format(bytes, { unitSeparator: ' ', decimalPlaces: 1 })
