/** Characters that some system does not allow in a name, or takes for part of a path. */
const UNSAFE = /[\\/:*?"<>|\p{Cc}]/gu

/** Windows drops trailing dots and spaces. */
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

/** Unique names in an archive, ignoring case: somebody may have two files of the same name. */
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
