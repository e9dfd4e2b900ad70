/** A header such as `form-data; name="file"`, as far as it can be read. */
export type Parameterised = {
  /** In lower case. */
  value: string
  /** By their lower-case names. Of two with the same name the first counts. */
  parameters: Map<string, string>
  /** Names that occurred twice. */
  repeated: Set<string>
}

/** Far more than anyone sends; the rest is ignored. */
const MOST_PARAMETERS = 64

/** The end of a quoted string, provided that only another parameter or nothing follows. */
const CLOSING = /"[ \t]*(?=;|$)/y

/** Windows writes `C:\photos\x.jpg` here, so a backslash counts as an escape only before a quote or a backslash. */
const withoutEscapes = (text: string) => text.replace(/\\(["\\])/g, '$1')

/**
 * Reads the parameters of a header as browsers and mail clients write them, rather than as they should: quoted or not,
 * with quotes in the middle, blanks around everything, superfluous semicolons (RFC 9110, 5.6.6).
 */
class ParameterReader {
  #at = 0
  /** Set after a search in vain, so that there is only one. */
  #closesNoMore = false

  constructor(private header: string) {}

  read(): Parameterised {
    const value = this.#until(';').toLowerCase()
    const parameters = new Map<string, string>()
    const repeated = new Set<string>()
    for (let count = 0; this.#at < this.header.length && count < MOST_PARAMETERS; count++) {
      const [name, text] = this.#next()
      if (parameters.has(name)) repeated.add(name)
      else if (name && text !== undefined) parameters.set(name, text)
    }
    return { value, parameters, repeated }
  }

  #next(): [string, string?] {
    this.#at += 1
    const semicolon = this.#indexOf(';')
    const equals = this.header.indexOf('=', this.#at)
    if (equals < 0 || equals > semicolon) return [this.#until(';').toLowerCase()]

    const name = this.#until('=').toLowerCase()
    this.#at += 1
    while (' \t'.includes(this.header.charAt(this.#at) || 'x')) this.#at += 1
    return [name, this.header[this.#at] === '"' ? this.#quoted() : this.#until(';')]
  }

  #quoted() {
    const start = this.#at + 1
    const end = this.#closingAfter(start)
    const text = this.header.slice(start, end)
    this.#at = end
    this.#until(';')
    return withoutEscapes(text)
  }

  /** Where a quoted string ends: at its first quote, if none is followed by the end of the parameter. */
  #closingAfter(start: number) {
    const { header } = this
    let first: number | undefined
    let escaped: number | undefined
    for (let at = start; at < header.length; at++) {
      if (header[at] === '\\') {
        if (header[++at] === '"' && this.#closesAt(at)) escaped ??= at
      } else if (header[at] === '"') {
        if (!this.#closesNoMore && this.#closesAt(at)) return at
        first ??= at
        if (this.#closesNoMore) return at
      }
    }
    this.#closesNoMore = true
    return first ?? escaped ?? header.length
  }

  #closesAt(at: number) {
    CLOSING.lastIndex = at
    return CLOSING.test(this.header)
  }

  #indexOf(sign: string) {
    const at = this.header.indexOf(sign, this.#at)
    return at < 0 ? this.header.length : at
  }

  #until(sign: string) {
    const start = this.#at
    this.#at = this.#indexOf(sign)
    return this.header.slice(start, this.#at).trim()
  }
}

export const readParameters = (header: string) => new ParameterReader(header).read()
