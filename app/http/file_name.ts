/** Characters that are not seen, or that turn those around them about: "gpj.exe" must not read "exe.jpg". */
const TREACHEROUS = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu

/** Unicode code points: as many as the database keeps. */
export const FILE_NAME_MAX = 255

/**
 * What a file is called, from what a client calls it: the last part of a path, as it can be shown anywhere. Only ever
 * a label: the storage knows files by their id.
 * @returns null where nothing is left of it, or too much
 */
export function fileName(given: string): string | null {
  const [last] = given.normalize('NFC').split(/[/\\]/).slice(-1)
  const name = last.replace(TREACHEROUS, '').trim()
  const isUsable = name !== '' && name !== '.' && name !== '..' && [...name].length <= FILE_NAME_MAX
  return isUsable ? name : null
}

/** Unicode code points of a name in the middle of a sentence, and how many of them are its end. */
const SHORT = { length: 60, end: 16 }

/** As a sentence can hold it: of a long name the beginning, and the end with what kind of file it is. */
export function shortName(name: string) {
  const characters = [...name]
  if (characters.length <= SHORT.length) return name
  const beginning = characters.slice(0, SHORT.length - SHORT.end - 1)
  return [...beginning, '…', ...characters.slice(-SHORT.end)].join('')
}
