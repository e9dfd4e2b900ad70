import string from '@adonisjs/core/helpers/string'
import { ungroupedFormat } from '#words/formats'

/** A number of bytes for people to read. */
export const sizeInWords = (bytes: number, language = 'en') =>
  String(string.bytes.format(bytes, { unitSeparator: ' ', decimalPlaces: 1 })).replace(
    /[\d.]+/,
    (number) => ungroupedFormat(language).format(Number(number))
  )
