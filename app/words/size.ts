import string from '@adonisjs/core/helpers/string'

/** A number of bytes as people read it. */
export const sizeInWords = (bytes: number, language = 'en') =>
  String(string.bytes.format(bytes, { unitSeparator: ' ', decimalPlaces: 1 })).replace(
    /[\d.]+/,
    (number) => Number(number).toLocaleString(language, { useGrouping: false })
  )
