/** What some system cannot have in a name, or takes for a part of a path. */
const UNSAFE = /[\\/:*?"<>|\p{Cc}]/gu

/** Windows drops dots and blanks at the end. */
function usable(name: string) {
  const safe = name.replace(UNSAFE, '_')
  let end = safe.length
  while (end > 0 && '. '.includes(safe[end - 1])) end--
  return end === safe.length && end > 0 ? safe : `${safe.slice(0, end)}_`
}

function split(name: string) {
  const dot = name.lastIndexOf('.')
  return dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
}

/** Names in an archive, each once, whatever the case: somebody may have two files of one name. */
export class Paths {
  readonly #taken = new Map<string, number>()

  take(folder: string, name: string): string {
    const wanted = `${folder}/${usable(name)}`
    const before = this.#taken.get(wanted.toLowerCase()) ?? 0
    this.#taken.set(wanted.toLowerCase(), before + 1)
    if (before === 0) return wanted
    const [start, end] = split(usable(name))
    return this.take(folder, `${start} (${before + 1})${end}`)
  }
}
