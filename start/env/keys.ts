import { isQuoted } from '#start/env/marks'
import { rules } from '#start/env/rules'

/** A shorter key is none: AES-256 needs 32 bytes. */
const SHORTEST_KEY = 32

const MAKE_ONE = 'Make one with "node ace generate:key".'

/** Whether it is long enough to protect anything, and not an example. */
export const isStrongKey = (key: string) => key.length >= SHORTEST_KEY && new Set(key).size >= 10

type Keys = {
  get(name: 'APP_KEY'): string
  get(name: 'APP_PREVIOUS_KEYS'): string[]
}

/** The rules of the keys. No sentence shows one: it names the place of a previous key in the list. */
export const keyRules = {
  current: (name: string, value?: string) => {
    if (!value) return rules.refuse(name, `is missing. ${MAKE_ONE}`)
    if (isStrongKey(value)) return value
    return rules.refuse(name, `is too short or an example. ${MAKE_ONE}`)
  },

  previous: (name: string, value?: string) => {
    const keys = (value ?? '')
      .split(',')
      .map((key) => key.trim())
      .filter(Boolean)
    for (const [index, key] of keys.entries()) {
      if (isQuoted(key))
        rules.refuse(name, `has key ${index + 1} in quotation marks. Leave them out.`)
      if (!isStrongKey(key))
        rules.refuse(
          name,
          `must list whole keys, separated by commas: key ${index + 1} is too short.`
        )
      if (keys.indexOf(key) < index)
        rules.refuse(name, `lists key ${index + 1} twice. Leave it out.`)
    }
    return keys
  },
}

/**
 * Refuses a key that is both the current and a previous one: only one of them was meant.
 * @throws E_INVALID_ENV
 */
export function refuseSameKey(env: Keys) {
  const index = env.get('APP_PREVIOUS_KEYS').indexOf(env.get('APP_KEY'))
  if (index >= 0)
    rules.refuse('APP_PREVIOUS_KEYS', `lists APP_KEY itself, as key ${index + 1}. Leave it out.`)
}
