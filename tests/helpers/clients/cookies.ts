export type SetCookie = {
  name: string
  value: string
  /** Attribute names are in lower case; those without a value are true. */
  attributes: Record<string, string | true>
}

const splitAtEquals = (text: string): [string, string | undefined] => {
  const equals = text.indexOf('=')
  return equals < 0 ? [text, undefined] : [text.slice(0, equals), text.slice(equals + 1)]
}

export function parseSetCookie(header: string): SetCookie {
  const [pair, ...rest] = header.split(';').map((part) => part.trim())
  const [name, value = ''] = splitAtEquals(pair)
  const attributes = Object.fromEntries(
    rest.map((part) => {
      const [key, setting] = splitAtEquals(part)
      return [key.toLowerCase(), setting ?? (true as const)]
    })
  )
  return { name, value, attributes }
}

/** Whether a browser would drop the cookie on receiving it. */
export function isRemoval({ attributes }: SetCookie) {
  if (typeof attributes['max-age'] === 'string') return Number(attributes['max-age']) <= 0
  return typeof attributes.expires === 'string' && Date.parse(attributes.expires) <= Date.now()
}

/** What a browser keeps for one host. */
export class CookieJar {
  #values = new Map<string, string>()

  take(cookies: SetCookie[]) {
    for (const cookie of cookies) {
      if (isRemoval(cookie)) this.#values.delete(cookie.name)
      else this.#values.set(cookie.name, cookie.value)
    }
  }

  get(name: string) {
    return this.#values.get(name)
  }

  set(name: string, value: string) {
    this.#values.set(name, value)
  }

  delete(name: string) {
    this.#values.delete(name)
  }

  get names() {
    return [...this.#values.keys()]
  }

  /** The value of the header Cookie. */
  toString() {
    return [...this.#values].map(([name, value]) => `${name}=${value}`).join('; ')
  }
}
