/** Characters that some system does not allow in a name, or takes for part of a path. */
const UNSAFE = /[\\/:*?"<>|\p{Cc}]/gu

/** Windows takes these for devices, whatever their ending. */
const DEVICE = /^(?:con|prn|aux|nul|(?:com|lpt)[\d¹²³])(?:\.|$)/i

/** Windows drops trailing dots and spaces. */
function usable(name: string) {
  const safe = name.replace(UNSAFE, '_').replace(DEVICE, '_$&')
  let end = safe.length
  while (end > 0 && '. '.includes(safe[end - 1])) end--
  return end === safe.length && end > 0 ? safe : `${safe.slice(0, end)}_`
}

/** Bytes: Linux and macOS take 255, and one is left for an underscore. */
const LONGEST = 254
const LONGEST_ENDING = 50

function split(name: string) {
  const dot = name.lastIndexOf('.')
  const isEnding = dot > 0 && Buffer.byteLength(name.slice(dot)) <= LONGEST_ENDING
  return isEnding ? [name.slice(0, dot), name.slice(dot)] : [name, '']
}

/** As many characters as fit into so many bytes. */
function beginningInBytes(text: string, bytes: number) {
  let room = bytes
  let end = 0
  for (const character of text) {
    room -= Buffer.byteLength(character)
    if (room < 0) break
    end += character.length
  }
  return text.slice(0, end)
}

/** The name with a number before its ending, cut to what fits before both. */
function numbered(name: string, number = '') {
  const [start, end] = split(name)
  return beginningInBytes(start, LONGEST - Buffer.byteLength(number + end)) + number + end
}

/** Unique names in an archive that every system can unpack, where case makes no difference. */
export class Paths {
  readonly #taken = new Map<string, number>()

  take(folder: string, name: string): string {
    const safe = usable(numbered(name))
    const wanted = `${folder}/${safe}`
    const key = wanted.normalize('NFC').toLowerCase()
    const before = this.#taken.get(key) ?? 0
    this.#taken.set(key, before + 1)
    return before === 0 ? wanted : this.take(folder, numbered(safe, ` (${before + 1})`))
  }
}
