import { Exception } from '@adonisjs/core/exceptions'

export class InvalidEnvironment extends Exception {
  static status = 500
  static code = 'E_INVALID_ENV'
}

export const refuse = (name: string, why: string): never => {
  throw new InvalidEnvironment(`${name}: ${why}`)
}

export const oneOf =
  <T extends string, F extends T | undefined>(
    values: readonly T[],
    fallback: (name: string) => F
  ) =>
  (name: string, value?: string): T | F => {
    if (!value) return fallback(name)
    return (
      values.find((known) => known === value) ??
      refuse(name, `must be one of ${values.join(', ')}.`)
    )
  }
